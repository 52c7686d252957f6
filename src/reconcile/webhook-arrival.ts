import type { Database } from '../db/database.ts';
import { lastChanges, lastDeliveries } from '../db/webhook-store.ts';
import type { TrackerSettings } from '../trackers/settings.ts';

/**
 * Whether a tracker's webhooks come. off: no secrets are configured · quiet: none came yet and none was owed · arriving · silent: an
 * issue changed and none told of it.
 */
export interface WebhookArrival {
  readonly state: 'off' | 'quiet' | 'arriving' | 'silent';
  /** When the last one came; null when none ever did, or none is remembered. */
  readonly lastAt: Date | null;
  /** When an issue changed last, of those changes that are old enough to have been told of. */
  readonly changedAt: Date | null;
}

/** Jira may be a quarter of an hour late, and Linear tries a second time after an hour. */
const graceMs = 75 * 60_000;

/** How the webhooks of each configured tracker stand. */
export async function webhookArrivals(
  db: Database,
  trackers: readonly TrackerSettings[],
  now: Date,
): Promise<ReadonlyMap<string, WebhookArrival>> {
  const deliveries = await lastDeliveries(db);
  const changes = await lastChanges(db, new Date(now.getTime() - graceMs));
  return new Map(
    trackers.map(({ id, webhookSecrets }) => [
      id,
      webhookArrival(webhookSecrets, deliveries.get(id) ?? null, changes.get(id) ?? null, now),
    ]),
  );
}

/** Tells silence from quiet by what the sweeps found: they read every change, so one that no delivery told of in time is proof. */
export function webhookArrival(
  secrets: readonly string[],
  lastAt: Date | null,
  changedAt: Date | null,
  now: Date,
): WebhookArrival {
  const told = { lastAt, changedAt };
  if (secrets.length === 0) return { state: 'off', ...told };
  const owed =
    changedAt !== null &&
    now.getTime() - changedAt.getTime() >= graceMs &&
    (lastAt === null || changedAt.getTime() - lastAt.getTime() >= graceMs);
  if (owed) return { state: 'silent', ...told };
  return { state: lastAt === null ? 'quiet' : 'arriving', ...told };
}
