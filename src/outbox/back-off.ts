const firstWaitMs = 10_000;
const longestWaitMs = 30 * 60_000;

/** When to try again after so many attempts (1 or more) without an answer: 10 s, doubling, at most half an hour. */
export function nextAttempt(attempts: number, now: Date): Date {
  const wait = Math.min(firstWaitMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20), longestWaitMs);
  return new Date(now.getTime() + wait);
}

/** After this no tracker can still be carrying out a call that it gave no answer to, however long its gateway held it. */
export const settledAfterMs = 2 * 60_000;
