import type { Database, Handle } from './database.ts';

/** serialization_failure, deadlock_detected, unique_violation: another transaction was in the way, and by now it is over. */
const passing: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);
const mostTries = 4;

/**
 * A transaction of which nothing remains when it meets another one, and which then is done again: it must read all it goes by
 * inside. Anything else that fails is thrown on, and so is the last try.
 */
export async function repeatable<Result>(
  db: Database,
  work: (tx: Handle) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (tries === mostTries || !passing.has(codeOf(error))) throw error;
    }
  }
}

/** Postgres's code of an error; drizzle has it as the cause of its own. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
