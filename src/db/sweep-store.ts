import { and, eq, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { sweepState } from './bookkeeping-schema.ts';

export type SweepStateRow = typeof sweepState.$inferSelect;

export async function listSweepStates(db: Handle): Promise<SweepStateRow[]> {
  return db.select().from(sweepState).orderBy(sweepState.trackerId);
}

/** How far the reading of a tracker has come; null when it was never swept. */
export async function findSweepState(db: Handle, trackerId: string): Promise<SweepStateRow | null> {
  const [row] = await db.select().from(sweepState).where(eq(sweepState.trackerId, trackerId));
  return row ?? null;
}

/** Notes how a sweep of a tracker ended. */
export async function noteSweep(
  db: Handle,
  trackerId: string,
  at: Date,
  error: string | null,
): Promise<void> {
  const set = error === null ? { sweptAt: at, error: null, errorAt: null } : { error, errorAt: at };
  await put(db, trackerId, set);
}

/** Everything that changed before the instant was read and recorded. */
export async function noteChangesRead(db: Handle, trackerId: string, changesReadTo: Date): Promise<void> {
  await put(db, trackerId, { changesReadTo });
}

/** A full sweep under way: when it began, and the last item it is done with. */
export interface FullSweep {
  readonly startedAt: Date;
  readonly cursor: string | null;
}

/** Goes on with the full sweep that was cut off not long ago, else begins one. */
export async function beginFullSweep(
  db: Handle,
  trackerId: string,
  now: Date,
  goOnFrom: Date,
): Promise<FullSweep> {
  const state = await findSweepState(db, trackerId);
  const { fullStartedAt, fullCursor } = state ?? { fullStartedAt: null, fullCursor: null };
  if (fullStartedAt !== null && fullStartedAt >= goOnFrom && fullStartedAt <= now) {
    return { startedAt: fullStartedAt, cursor: fullCursor };
  }
  await put(db, trackerId, { fullStartedAt: now, fullCursor: null });
  return { startedAt: now, cursor: null };
}

/** Moves a full sweep on. Nothing happens when another process has moved it, or began another. */
export async function advanceFullSweep(
  db: Handle,
  trackerId: string,
  from: FullSweep,
  cursor: string,
): Promise<void> {
  await db
    .update(sweepState)
    .set({ fullCursor: cursor })
    .where(
      and(
        eq(sweepState.trackerId, trackerId),
        eq(sweepState.fullStartedAt, from.startedAt),
        sql`${sweepState.fullCursor} is not distinct from ${from.cursor}::uuid`,
      ),
    );
}

/**
 * Every linked issue was read since it began, so no change before that is owed any more. A day of changes is left to be read for what
 * only they show: issues that carry a marker and are linked to nothing.
 */
export async function finishFullSweep(
  db: Handle,
  trackerId: string,
  { startedAt }: FullSweep,
): Promise<void> {
  const began = startedAt.toISOString();
  await put(db, trackerId, {
    fullSweptAt: startedAt,
    fullStartedAt: null,
    fullCursor: null,
    changesReadTo: sql`greatest(coalesce(sweep_state.changes_read_to, ${began}), ${began}::timestamptz - interval '1 day')`,
  });
}

type Change = Parameters<ReturnType<Handle['update']>['set']>[0];

async function put(db: Handle, trackerId: string, set: Change): Promise<void> {
  await db.insert(sweepState).values({ trackerId }).onConflictDoNothing();
  await db.update(sweepState).set(set).where(eq(sweepState.trackerId, trackerId));
}
