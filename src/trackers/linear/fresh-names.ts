import type { WriteOutcome } from '../tracker.ts';
import type { Directory } from './directory.ts';

/** One try at a write. `doubtful` when Linear refused it by a rule that the names remembered of its workspace may have broken. */
export interface Try<T> {
  readonly outcome: WriteOutcome<T>;
  readonly doubtful: boolean;
}

/** A try whose outcome stands. */
export function settled<T>(outcome: WriteOutcome<T>): Try<T> {
  return { outcome, doubtful: false };
}

/** Tries again, once, with names looked up afresh: a label may be gone, a person deactivated since they were remembered. */
export async function withFreshNames<T>(
  directory: Directory,
  attempt: (namesAreFresh: boolean) => Promise<Try<T>>,
): Promise<WriteOutcome<T>> {
  const first = await attempt(false);
  if (!first.doubtful) return first.outcome;
  directory.forget();
  return (await attempt(true)).outcome;
}
