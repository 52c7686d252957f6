import { listLimits, pausesIn, type LimitRow } from '../db/limit-store.ts';
import { listSweepStates } from '../db/sweep-store.ts';
import { listWatchStates } from '../db/watch-store.ts';
import { listPendingWrites, type PendingWrite } from '../db/write-store.ts';
import { describeWrite } from '../outbox/describe-write.ts';
import type { TrackerLimits } from '../pages/limit-facts.ts';
import type { QueuedWrite, QueueView } from '../pages/queue-page.ts';
import { webhookArrivals } from '../reconcile/webhook-arrival.ts';
import type { WebContext } from './web-context.ts';

/** What waits to be written, what was refused, and how the last sweeps went. */
export async function queueView({
  config,
  db,
  clock,
}: Pick<WebContext, 'config' | 'db' | 'clock'>): Promise<QueueView> {
  const now = clock();
  const pending = await listPendingWrites(db);
  const states = new Map((await listSweepStates(db)).map((state) => [state.trackerId, state]));
  const limits = await listLimits(db);
  const arrivals = await webhookArrivals(db, config.trackers, now);
  const watched = new Map((await listWatchStates(db)).map((state) => [state.folder, state]));
  return {
    writes: pending.flatMap((entry) => queuedWrite(entry, describeWrite(entry, config, now).what)),
    sweeps: config.trackers.map(({ id, kind }) => {
      const state = states.get(id);
      return {
        trackerId: id,
        kind,
        sweptAt: state?.sweptAt ?? null,
        fullSweptAt: state?.fullSweptAt ?? null,
        error: state?.error ?? null,
        errorAt: state?.errorAt ?? null,
        webhooks: arrivals.get(id) ?? null,
        limits: limitsOf(
          limits.filter(({ trackerId }) => trackerId === id),
          now,
        ),
      };
    }),
    folders: config.intake.folders.map(({ path }) => {
      const state = watched.get(path);
      return {
        folder: path,
        readAt: state?.readAt ?? null,
        documents: state?.sources.length ?? 0,
        changed: state?.changed ?? 0,
        gone: state?.gone ?? [],
        problems: state?.problems ?? [],
      };
    }),
  };
}

function limitsOf(rows: readonly LimitRow[], now: Date): TrackerLimits {
  const { limit, remaining } = rows.find(({ scope }) => scope === '*') ?? { limit: null, remaining: null };
  return {
    pauses: pausesIn(rows, now).map(({ scope, isWhole, until, reason }) => ({
      scope: isWhole ? null : scope,
      until,
      reason,
    })),
    left: limit === null || remaining === null ? null : { remaining, of: limit },
  };
}

function queuedWrite({ write, item }: PendingWrite, what: string): QueuedWrite[] {
  const { state } = write;
  if (state === 'done' || state === 'withdrawn') return [];
  return [
    {
      id: write.id,
      itemId: item.id,
      trackerId: write.trackerId,
      kind: write.kind,
      state,
      what,
      attempts: write.attempts,
      since: write.createdAt,
      until: write.runAt,
      reason: write.error,
    },
  ];
}
