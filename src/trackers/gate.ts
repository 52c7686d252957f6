import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { TrackerError } from './errors.ts';
import type { LimitReading } from './limits.ts';
import type { TrackerContext } from './settings.ts';

/** What one answer said of the limits. */
export interface LimitNews {
  readonly readings: readonly LimitReading[];
  /** The tracker itself calls the limit nearly spent. */
  readonly nearlySpent?: boolean;
}

/** Stands before everything that is sent to one tracker. */
export interface Gate {
  /**
   * Lets a call through that falls under these scopes, after a moment while a limit is nearly spent. Throws TrackerError
   * (`rate-limited`, with the time) while a pause holds one of them: nothing is sent then.
   */
  enter(scopes: readonly string[]): Promise<void>;
  /** Keeps what an answer said. Never throws. */
  note(news: LimitNews): Promise<void>;
}

/** A limit of which less than this share is left is nearly spent. */
const scarce = 0.2;
const leastSpacingMs = 250;
const mostSpacingMs = 2_000;
/** Between calls where the tracker warns and says no more. */
const usualSpacingMs = 1_000;

/** A gate that shares what it knows through the ledger of the context; without one it is always open. */
export function createGate(
  trackerId: string,
  { clock, limits }: Pick<TrackerContext, 'clock' | 'limits'>,
): Gate {
  let spacingMs = 0;
  let turn = 0;

  async function takeTurn(): Promise<void> {
    const present = performance.now();
    const mine = Math.max(present, turn);
    turn = mine + spacingMs;
    if (mine > present) await wait(mine - present);
  }

  return {
    async enter(scopes) {
      if (limits === undefined) return;
      const pause = await limits.pauseOf(trackerId, scopes, clock());
      if (pause !== null) throw paused(trackerId, pause);
      await takeTurn();
    },
    async note(news) {
      if (limits === undefined) return;
      const now = clock();
      const spacing = spacingOf(news, now);
      // The first call after the warning waits too.
      if (spacing > spacingMs) turn = Math.max(turn, performance.now() + spacing);
      spacingMs = spacing;
      if (news.readings.length > 0) await limits.note(trackerId, news.readings, now);
    },
  };
}

/** Milliseconds to leave between calls, so that what is left lasts until the reset; 0 while there is plenty. */
export function spacingOf({ readings, nearlySpent = false }: LimitNews, now: Date): number {
  const spacings = readings.map(({ limit, remaining, resetsAt, pausedUntil }) => {
    // After a pause there is something left again.
    if (pausedUntil !== null) return 0;
    const isScarce = limit !== null && remaining !== null && remaining < limit * scarce;
    if (!isScarce && !nearlySpent) return 0;
    if (resetsAt === null || remaining === null) return usualSpacingMs;
    return (resetsAt.getTime() - now.getTime()) / Math.max(1, remaining);
  });
  const widest = Math.max(nearlySpent && readings.length === 0 ? usualSpacingMs : 0, ...spacings);
  return widest <= 0 ? 0 : Math.min(mostSpacingMs, Math.max(leastSpacingMs, widest));
}

function paused(
  trackerId: string,
  { until, reason }: { readonly until: Date; readonly reason: string },
): TrackerError {
  const message = `${trackerId} is left alone until ${until.toISOString()}: ${reason}. It goes on by itself.`;
  return new TrackerError(trackerId, 'rate-limited', message, until, false);
}
