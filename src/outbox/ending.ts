import type { ClaimedWrite } from '../db/claim-store.ts';
import { isTrackerWide, TrackerError } from '../trackers/errors.ts';
import type { Issue, WriteOutcome } from '../trackers/tracker.ts';
import { nextAttempt } from './back-off.ts';

/**
 * How the call for one claimed write ended; the issue is null where only a link back was set. `begun`: it was refused, and yet
 * something may have been done before.
 */
export interface Ending {
  readonly claimed: ClaimedWrite;
  readonly outcome: WriteOutcome<Issue | null>;
  readonly begun: boolean;
}

/** An ending of which the outcome says all. */
export function endingOf(claimed: ClaimedWrite, outcome: WriteOutcome<Issue | null>): Ending {
  return { claimed, outcome, begun: false };
}

/**
 * What it means that the work on a write threw: a read it needs was not answered, and nothing was sent; or, where something `wasSent`,
 * nobody knows. A fault of our own parks the write: a person has to look.
 */
export function endingOfFailure(
  claimed: ClaimedWrite,
  error: unknown,
  now: Date,
  { wasSent }: { readonly wasSent: boolean },
): Ending {
  const reason = error instanceof Error ? error.message : 'an unexpected fault';
  if (!(error instanceof TrackerError)) {
    return { claimed, outcome: { outcome: 'refused', reason, retryAfter: null }, begun: wasSent };
  }
  const trackerWide = isTrackerWide(error);
  const retryAfter = trackerWide ? now : (error.retryAfter ?? nextAttempt(claimed.write.attempts, now));
  const outcome = wasSent && !trackerWide ? 'unknown' : 'refused';
  return endingOf(claimed, { outcome, reason, retryAfter, trackerWide });
}
