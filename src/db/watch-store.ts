import { inArray } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { watchedFolder } from './bookkeeping-schema.ts';
import { postmortem } from './schema.ts';

export type WatchState = typeof watchedFolder.$inferSelect;

/** What the last reading of each folder that was ever watched found. */
export async function listWatchStates(db: Handle): Promise<readonly WatchState[]> {
  return db.select().from(watchedFolder).orderBy(watchedFolder.folder);
}

/** Keeps what a reading found. */
export async function putWatchState(db: Handle, state: WatchState): Promise<void> {
  await db
    .insert(watchedFolder)
    .values(state)
    .onConflictDoUpdate({ target: watchedFolder.folder, set: state });
}

/** Those of the names under which a postmortem is recorded. */
export async function recordedSources(db: Handle, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectDistinct({ source: postmortem.source })
    .from(postmortem)
    .where(inArray(postmortem.source, [...names]))
    .orderBy(postmortem.source);
  return rows.map(({ source }) => source);
}
