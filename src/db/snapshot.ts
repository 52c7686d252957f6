import type { Database, Handle } from './database.ts';

/** Lets several queries see the database as it is at one instant, so that their numbers fit each other. */
export function snapshot<Result>(db: Database, read: (tx: Handle) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    // The first reading goes out behind it and does not wait for its answer.
    const isSet = tx.setTransaction({ isolationLevel: 'repeatable read', accessMode: 'read only' });
    const [result] = await Promise.all([read(tx), isSet]);
    return result;
  });
}
