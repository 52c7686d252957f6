import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import {
  claimWrite,
  itemOfIssue,
  linkItem,
  settleWrite,
  type ClaimedWrite,
  type PendingWrite,
} from '../db/write-store.ts';
import { addWrites } from '../db/postmortem-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Issue, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { nextAttempt } from './back-off.ts';
import { carryOut } from './carry-out.ts';
import { editSince } from './edit-since.ts';

export interface DrainSettings {
  readonly db: Database;
  readonly config: Config;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
  /** Unique to this process, so that a lost lease is noticed. */
  readonly worker: string;
}

/** How the writes of one drain ended, and what a person should read. `waiting` may be sent again by itself later. */
export interface DrainResult {
  readonly created: number;
  readonly updated: number;
  readonly adopted: number;
  readonly refused: number;
  readonly unknown: number;
  readonly waiting: number;
  readonly problems: readonly string[];
}

type Tally = { -readonly [K in keyof Omit<DrainResult, 'problems'>]: number } & { problems: string[] };

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
  const total = emptyTally();
  for (const tally of tallies) {
    for (const key of ['created', 'updated', 'adopted', 'refused', 'unknown', 'waiting'] as const) {
      total[key] += tally[key];
    }
    total.problems.push(...tally.problems);
  }
  return total;
}

async function drainTracker(settings: DrainSettings, tracker: Tracker): Promise<Tally> {
  const tally = emptyTally();
  while (tally.unknown < mostUnanswered) {
    const claimed = await claimWrite(settings.db, {
      trackerId: tracker.id,
      worker: settings.worker,
      now: settings.clock(),
      leaseMs,
    });
    if (!claimed) return tally;
    const goOn = await doOne(settings, tracker, claimed, tally);
    if (!goOn) return tally;
  }
  return tally;
}

/** Carries out one claimed write and settles it; false when the tracker should be left alone for now. */
async function doOne(
  settings: DrainSettings,
  tracker: Tracker,
  claimed: ClaimedWrite,
  tally: Tally,
): Promise<boolean> {
  const { db, clock } = settings;
  const name = nameOf(claimed);
  let outcome: WriteOutcome<Issue>;
  try {
    outcome = await carryOut(claimed, tracker, settings.config);
  } catch (error) {
    if (!(error instanceof TrackerError)) {
      const reason = error instanceof Error ? error.message : 'an unexpected fault';
      await settleWrite(db, claimed.write, {
        state: 'refused',
        error: reason,
        attemptedAt: claimed.attemptedBefore,
      });
      tally.refused++;
      tally.problems.push(`${name}: ${reason}`);
      return true;
    }
    const runAt = error.retryAfter ?? nextAttempt(claimed.write.attempts, clock());
    await settleWrite(db, claimed.write, { state: 'queued', error: error.message, runAt });
    tally.waiting++;
    tally.problems.push(`${name}: ${error.message}`);
    return false;
  }
  switch (outcome.outcome) {
    case 'done':
      await settleDone(settings, tracker, claimed, outcome, tally);
      return true;
    case 'unknown':
      await settleWrite(db, claimed.write, {
        state: 'unknown',
        error: outcome.reason,
        runAt: outcome.retryAfter,
      });
      tally.unknown++;
      tally.problems.push(`${name}: ${outcome.reason}`);
      return true;
    case 'refused': {
      // Nothing was done, so the next attempt is as good as the first.
      const waits = outcome.retryAfter !== null;
      await settleWrite(db, claimed.write, {
        state: waits ? 'queued' : 'refused',
        error: outcome.reason,
        attemptedAt: claimed.attemptedBefore,
        ...(outcome.retryAfter ? { runAt: outcome.retryAfter } : {}),
      });
      tally[waits ? 'waiting' : 'refused']++;
      tally.problems.push(`${name}: ${outcome.reason}`);
      return !waits;
    }
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
      tally.problems.push(`${nameOf(claimed)}: ${error}`);
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
    tally.problems.push(...notes.map((note) => `${issue.key}: ${note}`));
  });
}

/** How messages name a write: by its issue where there is one, else by the line that asks for it. */
function nameOf({ item, postmortem }: PendingWrite): string {
  return item.issueKey ?? `${postmortem.source}:${item.line}`;
}

function emptyTally(): Tally {
  return { created: 0, updated: 0, adopted: 0, refused: 0, unknown: 0, waiting: 0, problems: [] };
}
