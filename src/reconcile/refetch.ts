import { listLinkedItems } from '../db/linked-item-store.ts';
import {
  claimDeliveries,
  doubtItems,
  putOffDeliveries,
  settleDeliveries,
  type ClaimedDelivery,
} from '../db/webhook-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { applyIssues } from './apply-issues.ts';
import type { SweepSettings } from './sweep-reading.ts';

export interface RefetchResult {
  /** Deliveries dealt with, issues read because of them, and issues whose item gained history. */
  readonly deliveries: number;
  readonly read: number;
  readonly changed: number;
  readonly problems: readonly string[];
}

const leaseMs = 2 * 60_000;
const mostAtOnce = 500;

/** Reads the issues that deliveries of every tracker told of; a slow or dead tracker does not hold up the others. */
export async function refetch(settings: SweepSettings): Promise<RefetchResult> {
  const results = await Promise.all(
    [...settings.trackers.values()].map((tracker) => refetchTracker(settings, tracker)),
  );
  return results.reduce(plus, nothing);
}

/**
 * Reads each issue that waiting deliveries of a tracker told of, once however many did, and applies it as a sweep would. What a delivery says is
 * never believed, so that their order does not matter; an issue that is not there is marked for the sweeps, which ask twice. Deliveries
 * about issues of nobody here are done with. A tracker that does not answer is asked again later. Safe in several processes at once.
 */
export async function refetchTracker(settings: SweepSettings, tracker: Tracker): Promise<RefetchResult> {
  const { db, clock } = settings;
  let total = nothing;
  for (;;) {
    const claimed = await claimDeliveries(db, tracker.id, { now: clock(), leaseMs, most: mostAtOnce });
    if (claimed.length === 0) return total;
    const result = await readAll(settings, tracker, claimed);
    total = plus(total, result);
    if (result.problems.length > 0) return total;
  }
}

async function readAll(
  settings: SweepSettings,
  tracker: Tracker,
  claimed: readonly ClaimedDelivery[],
): Promise<RefetchResult> {
  const { db, clock } = settings;
  const issueIds = [...new Set(claimed.map(({ issueId }) => issueId))];
  const items = await listLinkedItems(db, tracker.id, { issueIds });
  const known = new Set(items.map((item) => item.issueId));
  const ours = claimed.filter(({ issueId }) => known.has(issueId)).map(({ id }) => id);
  const others = claimed.filter(({ issueId }) => !known.has(issueId)).map(({ id }) => id);
  await settleDeliveries(db, others, 'ignored', clock());
  if (items.length === 0) return { ...nothing, deliveries: claimed.length };
  try {
    const readAt = clock();
    const { issues, absent } = await tracker.fetchIssues([...known]);
    const { read, changed } = await applyIssues(settings, tracker, items, { issues, absent: [] }, readAt);
    const doubtful = items.filter(({ issueId }) => absent.includes(issueId));
    await doubtItems(
      db,
      doubtful.map(({ id }) => id),
    );
    await settleDeliveries(db, ours, 'done', clock());
    return { deliveries: claimed.length, read, changed, problems: [] };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const attempts = Math.min(...claimed.map((one) => one.attempts));
    await putOffDeliveries(db, ours, error.retryAfter ?? laterBy(attempts, clock()));
    return { ...nothing, deliveries: others.length, problems: [error.message] };
  }
}

/** Five seconds, then twice as long each time, at most ten minutes: a sweep comes by that often anyway. */
function laterBy(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(2 ** (attempts - 1) * 5000, 600_000));
}

const nothing: RefetchResult = { deliveries: 0, read: 0, changed: 0, problems: [] };

function plus(a: RefetchResult, b: RefetchResult): RefetchResult {
  return {
    deliveries: a.deliveries + b.deliveries,
    read: a.read + b.read,
    changed: a.changed + b.changed,
    problems: [...a.problems, ...b.problems],
  };
}
