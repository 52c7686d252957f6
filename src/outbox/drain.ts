import type { Config } from '../config/config.ts';
import { claimWrites, renewClaims, type ClaimedWrite, type Lane } from '../db/claim-store.ts';
import type { Database } from '../db/database.ts';
import { countQueued } from '../db/write-store.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { settledAfterMs } from './back-off.ts';
import { carryOut } from './carry-out.ts';
import { createIssues } from './create-issues.ts';
import type { Ending } from './ending.ts';
import { settle } from './settle.ts';
import { count, emptyTally, sumOf, type DrainResult, type Tally } from './tally.ts';

export interface DrainSettings {
  readonly db: Database;
  readonly config: Config;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
  /** Unique to this process, so that a lost lease is noticed. */
  readonly worker: string;
  /** Once aborted, nothing more is claimed: the calls under way end, and the rest stays queued. */
  readonly stopping?: AbortSignal;
}

/**
 * Renewed while a call is under way. When its holder dies a claim outlives it by more than the time a tracker may need to carry out
 * a call that was cut off, so that the next holder finds what it made.
 */
const renewalMs = 45_000;
const leaseMs = settledAfterMs + 60_000;

/** Each is a call of its own, about an issue of its own. */
const changesAtOnce = 8;

/** After so many times without an answer a tracker is left alone until the next drain: each may have taken a whole time-out. */
const mostUnanswered = 3;

/** One issue may have a limit of its own; when so many changes were put off it is the tracker's, and the rest waits too. */
const mostPutOff = 3;

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

/** Creations, several in one call, and everything else by itself, in turns: neither waits for the whole of the other. */
async function drainTracker(settings: DrainSettings, tracker: Tracker): Promise<Tally> {
  const { db, clock } = settings;
  const tally = emptyTally();
  const lanes = new Set<Lane>(['creations', 'others']);
  let unanswered = 0;
  let putOff = 0;
  for (let went = true; went && unanswered < mostUnanswered;) {
    went = false;
    for (const lane of lanes) {
      if (settings.stopping?.aborted) return finish(settings, tracker, tally);
      const claimed = await claim(settings, tracker, lane);
      if (claimed.length === 0) {
        // New creations come with an import only; the changes they may owe come with every batch.
        if (lane === 'creations') lanes.delete(lane);
        continue;
      }
      went = true;
      const endings = await call(settings, tracker, lane, claimed);
      const settled = await settle(db, tracker, endings, clock());
      const met = count(tally, settled);
      if (met.trackerWide) return finish(settings, tracker, tally);
      if (met.unanswered) unanswered++;
      if (met.putOff && (lane === 'creations' || ++putOff >= mostPutOff)) lanes.delete(lane);
    }
  }
  return finish(settings, tracker, tally);
}

function claim({ db, clock, worker }: DrainSettings, tracker: Tracker, lane: Lane): Promise<ClaimedWrite[]> {
  const most = lane === 'creations' ? tracker.batchSize : changesAtOnce;
  return claimWrites(db, { trackerId: tracker.id, lane, most, worker, now: clock(), leaseMs });
}

/** Makes the calls, and keeps the claims for as long as they take. */
async function call(
  { db, config, clock }: DrainSettings,
  tracker: Tracker,
  lane: Lane,
  claimed: readonly ClaimedWrite[],
): Promise<Ending[]> {
  const held = claimed.map(({ write }) => write);
  const renewal = setInterval(() => {
    // A renewal that fails costs the claim at worst, and settling notices that.
    renewClaims(db, held, new Date(clock().getTime() + leaseMs)).catch(() => undefined);
  }, renewalMs);
  try {
    if (lane === 'creations') return await createIssues(claimed, tracker, config, clock);
    return await Promise.all(claimed.map((each) => carryOut(each, tracker, config, clock)));
  } finally {
    clearInterval(renewal);
  }
}

async function finish({ db }: DrainSettings, tracker: Tracker, tally: Tally): Promise<Tally> {
  tally.waiting = await countQueued(db, tracker.id);
  const wait = tally.waiting === 1 ? '1 write waits.' : `${tally.waiting} writes wait.`;
  const complaints = tally.complaints.map(({ about, reason }) => {
    return { about, reason: about === null ? `${reason} ${wait}` : reason };
  });
  return { ...tally, complaints };
}
