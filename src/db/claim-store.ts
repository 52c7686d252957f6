import { inArray, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { write } from './bookkeeping-schema.ts';
import { selectWrites, type PendingWrite, type WriteRow } from './write-store.ts';

/** A claimed write. `attemptedBefore` is when an earlier attempt was sent whose outcome was never learnt. */
export interface ClaimedWrite extends PendingWrite {
  readonly attemptedBefore: Date | null;
}

/** Creations can go several in one call; what changes or adopts an issue goes by itself. */
export type Lane = 'creations' | 'others';

export interface Claim {
  readonly trackerId: string;
  readonly lane: Lane;
  readonly most: number;
  readonly worker: string;
  readonly now: Date;
  readonly leaseMs: number;
}

/**
 * Takes the next writes of a tracker that are due, or whose holder's lease ran out; an item's writes go in the order they were
 * queued. The claim is committed, and the attempt noted, before anything is sent. None when nothing is due.
 */
export async function claimWrites(db: Handle, claim: Claim): Promise<ClaimedWrite[]> {
  const now = claim.now.toISOString();
  const until = new Date(claim.now.getTime() + claim.leaseMs).toISOString();
  const rows = await db.execute<{ id: string; attempted_before: string | null }>(sql`
    with due as (
      select write.id, attempted_at from write join action_item on action_item.id = write.item_id
      where write.tracker_id = ${claim.trackerId} and write.state in ('queued', 'unknown', 'sending')
        and write.kind ${claim.lane === 'creations' ? sql`=` : sql`<>`} 'create'
        and case when state = 'sending' then locked_until < ${now} else run_at <= ${now} end
        and not exists (select from write earlier where earlier.item_id = write.item_id
          and (earlier.created_at, earlier.id) < (write.created_at, write.id) and earlier.state in ('queued', 'unknown', 'sending'))
      order by run_at, write.created_at, action_item.line, write.id limit ${claim.most} for update of write skip locked)
    update write set state = 'sending', attempts = attempts + 1, locked_by = ${claim.worker}, locked_until = ${until},
      attempted_at = coalesce(write.attempted_at, ${now})
    from due where write.id = due.id
    returning write.id, due.attempted_at as attempted_before`);
  if (rows.length === 0) return [];
  const before = new Map(rows.map((row) => [row.id, row.attempted_before]));
  const claimed = await selectWrites(db)
    .where(inArray(write.id, [...before.keys()]))
    .orderBy(sql`run_at, write.created_at, action_item.line, write.id`);
  return claimed.map((pending) => {
    const attempted = before.get(pending.write.id) ?? null;
    return { ...pending, attemptedBefore: attempted === null ? null : new Date(attempted) };
  });
}

/** Keeps claims alive while a long call goes on. */
export async function renewClaims(db: Handle, held: readonly WriteRow[], until: Date): Promise<void> {
  await db.execute(sql`
    update write set locked_until = ${until.toISOString()}
    from ${heldRows(held)} where ${stillHeld}`);
}

/** How a claim ends. A field that is absent stays as it is. */
export interface Settlement {
  readonly held: WriteRow;
  readonly state: WriteRow['state'];
  readonly error: string | null;
  readonly notes?: readonly string[];
  readonly runAt?: Date;
  /** Null when nothing of it is in doubt. */
  readonly attemptedAt: Date | null;
  readonly finishedAt?: Date;
}

/**
 * Ends the claims that still are ours and answers the ids of those writes: a lease that ran out may have passed a write to another
 * worker.
 */
export async function settleWrites(
  db: Handle,
  settlements: readonly Settlement[],
): Promise<ReadonlySet<string>> {
  if (settlements.length === 0) return new Set();
  const rows = settlements.map(({ held, state, error, notes, runAt, attemptedAt, finishedAt }) => ({
    ...claimOf(held),
    state,
    error: error?.toWellFormed() ?? null,
    notes: (notes ?? held.notes).map((note) => note.toWellFormed()),
    run_at: runAt ?? held.runAt,
    attempted_at: attemptedAt,
    finished_at: finishedAt ?? held.finishedAt,
  }));
  const settled = await db.execute<{ id: string }>(sql`
    update write set state = held.state, error = held.error, run_at = held.run_at, attempted_at = held.attempted_at,
      finished_at = held.finished_at, notes = array(select json_array_elements_text(held.notes)),
      locked_by = null, locked_until = null
    from json_to_recordset(${JSON.stringify(rows)}::json) as held(id uuid, attempts int, locked_by text, state text,
      error text, notes json, run_at timestamptz, attempted_at timestamptz, finished_at timestamptz)
    where ${stillHeld} returning write.id`);
  return new Set(settled.map(({ id }) => id));
}

const stillHeld = sql`write.id = held.id and write.state = 'sending' and write.attempts = held.attempts
  and write.locked_by = held.locked_by`;

function heldRows(held: readonly WriteRow[]) {
  return sql`json_to_recordset(${JSON.stringify(held.map(claimOf))}::json) as held(id uuid, attempts int, locked_by text)`;
}

function claimOf({ id, attempts, lockedBy }: WriteRow) {
  return { id, attempts, locked_by: lockedBy };
}
