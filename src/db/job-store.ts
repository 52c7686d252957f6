import { and, desc, eq, lt, min, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { job } from './bookkeeping-schema.ts';
import type { JobName } from './vocabularies.ts';

export type JobRow = typeof job.$inferSelect;

/** Puts a run on the list; false when another process already did for this slot. */
export async function enqueueJob(db: Handle, name: JobName, slot: Date, now: Date): Promise<boolean> {
  const rows = await db
    .insert(job)
    .values({ name, slot, state: 'ready', runAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: job.id });
  return rows.length === 1;
}

/**
 * Takes the latest run of a name that is ready, unless one is running anywhere; older ones that are ready too are done with it.
 * A run whose holder's lease ran out is ready again. Null when there is nothing to do.
 */
export async function claimJob(
  db: Handle,
  name: JobName,
  worker: string,
  now: Date,
  leaseMs: number,
): Promise<JobRow | null> {
  return db.transaction(async (tx) => {
    // One election at a time per name; it is over when the transaction is.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`followthrough job ${name}`}))`);
    await tx
      .update(job)
      .set({ state: 'ready', lockedBy: null, lockedUntil: null })
      .where(and(eq(job.name, name), eq(job.state, 'running'), lt(job.lockedUntil, now)));
    const open = await tx
      .select()
      .from(job)
      .where(and(eq(job.name, name), sql`${job.state} in ('ready', 'running')`))
      .orderBy(desc(job.slot));
    const [latest, ...older] = open;
    if (!latest || latest.runAt > now || open.some((row) => row.state === 'running')) return null;
    for (const row of older) {
      await tx.update(job).set({ state: 'done', finishedAt: now }).where(eq(job.id, row.id));
    }
    const [claimed] = await tx
      .update(job)
      .set({
        state: 'running',
        attempts: latest.attempts + 1,
        lockedBy: worker,
        lockedUntil: new Date(now.getTime() + leaseMs),
      })
      .where(eq(job.id, latest.id))
      .returning();
    return claimed ?? null;
  });
}

/** Keeps the claim alive while a long run goes on. */
export async function renewJob(db: Handle, held: JobRow, until: Date): Promise<void> {
  await db
    .update(job)
    .set({ lockedUntil: until })
    .where(and(eq(job.id, held.id), eq(job.attempts, held.attempts), eq(job.state, 'running')));
}

/** Ends a run that went well. */
export async function finishJob(db: Handle, held: JobRow, now: Date): Promise<void> {
  await db
    .update(job)
    .set({ state: 'done', error: null, finishedAt: now, lockedBy: null, lockedUntil: null })
    .where(and(eq(job.id, held.id), eq(job.attempts, held.attempts), eq(job.state, 'running')));
}

/** Ends a run that failed; the error is kept to be shown. With `retryAt` the same slot is tried again, else the next one is. */
export async function failJob(
  db: Handle,
  held: JobRow,
  now: Date,
  failure: { readonly error: string; readonly retryAt: Date | null },
): Promise<void> {
  const { error, retryAt } = failure;
  await db
    .update(job)
    .set({
      error,
      lockedBy: null,
      lockedUntil: null,
      ...(retryAt ? { state: 'ready', runAt: retryAt } : { state: 'failed', finishedAt: now }),
    })
    .where(and(eq(job.id, held.id), eq(job.attempts, held.attempts), eq(job.state, 'running')));
}

/** The latest run of a name, whatever became of it. */
export async function latestJob(db: Handle, name: JobName): Promise<JobRow | null> {
  const [row] = await db.select().from(job).where(eq(job.name, name)).orderBy(desc(job.slot)).limit(1);
  return row ?? null;
}

/** When the first run that is still remembered was put on the list; null when there never was one. */
export async function firstJobAt(db: Handle): Promise<Date | null> {
  const [row] = await db.select({ at: min(job.createdAt) }).from(job);
  return row?.at ?? null;
}

/** Forgets runs that ended before the instant, save the latest of each name. */
export async function forgetOldJobs(db: Handle, before: Date): Promise<void> {
  await db.execute(sql`delete from job where finished_at < ${before.toISOString()}
    and id not in (select max(id) from job group by name)`);
}
