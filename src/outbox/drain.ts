import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import {
  claimWrite,
  countQueued,
  itemOfIssue,
  linkItem,
  settleWrite,
  type ClaimedWrite,
  type PendingWrite,
} from '../db/write-store.ts';
import { addWrites } from '../db/postmortem-store.ts';
import { isTrackerWide, TrackerError } from '../trackers/errors.ts';
import type { Issue, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { nextAttempt } from './back-off.ts';
import { carryOut } from './carry-out.ts';
import { editSince } from './edit-since.ts';
import { emptyTally, sumOf, type DrainResult, type Tally } from './tally.ts';

export interface DrainSettings {
  readonly db: Database;
  readonly config: Config;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
  /** Unique to this process, so that a lost lease is noticed. */
  readonly worker: string;
}

/** Longer than the slowest chain of calls one write can make, so that no second worker sends it meanwhile. */
const leaseMs = 3 * 60_000;

/** After so many calls without an answer a tracker is left alone until the next drain: each may have taken a whole time-out. */
const mostUnanswered = 3;

/**
 * Does the queued writes that are due: claim, commit, call, settle. Each tracker is drained by itself, so that a slow or
 * dead one never holds up the other. Safe to run in several processes at once and to kill at any point.
 */
export async function drain(settings: DrainSettings): Promise<DrainResult> {
  const tallies = await Promise.all(
    [...settings.trackers.values()].map((tracker) => drainTracker(settings, tracker)),
  );
  return sumOf(tallies);
}

async function drainTracker(settings: DrainSettings, tracker: Tracker): Promise<Tally> {
  const { db, clock, worker } = settings;
  const tally = emptyTally();
  const claim = { trackerId: tracker.id, worker, leaseMs };
  while (tally.unknown < mostUnanswered) {
    const claimed = await claimWrite(db, { ...claim, now: clock() });
    if (!claimed) return tally;
    const end = await doOne(settings, tracker, claimed, tally);
    if (end === 'go on') continue;
    tally.waiting = await countQueued(db, tracker.id);
    tally.complaints.push(
      end.trackerWide
        ? { about: null, reason: `${end.reason} ${waitFor(tally.waiting)}` }
        : { about: nameOf(claimed), reason: end.reason },
    );
    return tally;
  }
  return tally;
}

/** Whether the tracker may be sent the next write, or why it is to be left alone for now. */
type End = 'go on' | { readonly reason: string; readonly trackerWide: boolean };

/** Carries out one claimed write and settles it. */
async function doOne(
  settings: DrainSettings,
  tracker: Tracker,
  claimed: ClaimedWrite,
  tally: Tally,
): Promise<End> {
  const { db } = settings;
  const outcome = await outcomeOf(settings, tracker, claimed);
  if (outcome.outcome === 'done') {
    await settleDone(settings, tracker, claimed, outcome, tally);
    return 'go on';
  }
  const { reason, retryAfter } = outcome;
  const trackerWide = outcome.trackerWide ?? false;
  if (outcome.outcome === 'unknown') {
    await settleWrite(db, claimed.write, { state: 'unknown', error: reason, runAt: outcome.retryAfter });
    tally.unknown++;
    if (trackerWide) return { reason, trackerWide };
    tally.complaints.push({ about: nameOf(claimed), reason });
    return 'go on';
  }
  await settleWrite(db, claimed.write, {
    state: retryAfter === null ? 'refused' : 'queued',
    error: reason,
    ...(retryAfter === null ? {} : { runAt: retryAfter }),
    // Nothing was done, so the next attempt is as good as the first.
    ...(outcome.mayHaveBegun ? {} : { attemptedAt: claimed.attemptedBefore }),
  });
  if (retryAfter !== null) return { reason, trackerWide };
  tally.refused++;
  tally.complaints.push({ about: nameOf(claimed), reason });
  return 'go on';
}

/** The outcome of the call, and of the reads before it. A fault of our own parks the write: a person has to look. */
async function outcomeOf(
  { config, clock }: DrainSettings,
  tracker: Tracker,
  claimed: ClaimedWrite,
): Promise<WriteOutcome<Issue> & { readonly mayHaveBegun?: boolean }> {
  try {
    return await carryOut(claimed, tracker, config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'an unexpected fault';
    if (!(error instanceof TrackerError)) {
      return { outcome: 'refused', reason, retryAfter: null, mayHaveBegun: true };
    }
    const trackerWide = isTrackerWide(error);
    const retryAfter = trackerWide
      ? clock()
      : (error.retryAfter ?? nextAttempt(claimed.write.attempts, clock()));
    return { outcome: 'refused', reason, retryAfter, trackerWide };
  }
}

async function settleDone(
  { db, clock }: DrainSettings,
  tracker: Tracker,
  claimed: ClaimedWrite,
  { value: issue, notes }: Extract<WriteOutcome<Issue>, { outcome: 'done' }>,
  tally: Tally,
): Promise<void> {
  const { write, item } = claimed;
  const now = clock();
  await db.transaction(async (tx) => {
    const other = write.kind === 'update' ? null : await itemOfIssue(tx, tracker.id, issue.id);
    if (other && other.id !== item.id) {
      const error = `${issue.key} is already tied to another action item. Give this one a ticket of its own, or remove it.`;
      await settleWrite(tx, write, { state: 'refused', error, attemptedAt: null });
      tally.refused++;
      tally.complaints.push({ about: nameOf(claimed), reason: error });
      return;
    }
    const ours = await settleWrite(tx, write, {
      state: 'done',
      error: null,
      notes: [...notes],
      attemptedAt: null,
      finishedAt: now,
    });
    if (!ours) return;
    if (write.kind !== 'update') {
      await linkItem(tx, item.id, {
        trackerId: tracker.id,
        trackerKind: tracker.kind,
        issueId: issue.id,
        issueKey: issue.key,
        issueUrl: issue.url,
        issueTitle: issue.title,
        linkedAt: now,
        adopted: write.kind === 'adopt',
      });
      await addWrites(tx, await editSince(tx, claimed, now));
    }
    tally[write.kind === 'create' ? 'created' : write.kind === 'adopt' ? 'adopted' : 'updated']++;
    tally.complaints.push(...notes.map((reason) => ({ about: issue.key, reason })));
  });
}

/** How messages name a write: by its issue where there is one, else by the line that asks for it. */
function nameOf({ item, postmortem }: PendingWrite): string {
  return item.issueKey ?? `${postmortem.source}:${item.line}`;
}

function waitFor(count: number): string {
  return count === 1 ? '1 write waits.' : `${count} writes wait.`;
}
