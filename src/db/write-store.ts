import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { TrackerKind } from '../trackers/tracker.ts';
import type { Handle } from './database.ts';
import { actionItem, incident, postmortem, write } from './schema.ts';
import type { WriteState } from './vocabularies.ts';

export type WriteRow = typeof write.$inferSelect;

/** A write with what is needed to carry it out and to tell a person about it. */
export interface PendingWrite {
  readonly write: WriteRow;
  readonly item: typeof actionItem.$inferSelect;
  readonly incident: typeof incident.$inferSelect;
  readonly postmortem: { readonly id: string; readonly title: string; readonly source: string };
}

export interface Claim {
  readonly trackerId: string;
  readonly worker: string;
  readonly now: Date;
  readonly leaseMs: number;
}

/** A claimed write. `attemptedBefore` is when an earlier attempt was sent whose outcome was never learnt. */
export interface ClaimedWrite extends PendingWrite {
  readonly attemptedBefore: Date | null;
}

/**
 * Takes the next write of a tracker that is due, or whose holder's lease ran out; an item's writes go in the order they were
 * queued. The claim is committed, and the attempt noted, before anything is sent. Null when nothing is due.
 */
export async function claimWrite(db: Handle, claim: Claim): Promise<ClaimedWrite | null> {
  const now = claim.now.toISOString();
  const until = new Date(claim.now.getTime() + claim.leaseMs).toISOString();
  const [claimed] = await db.execute<{ id: string; attempted_before: string | null }>(sql`
    with due as (
      select write.id, attempted_at from write join action_item on action_item.id = write.item_id
      where write.tracker_id = ${claim.trackerId}
        and ((state in ('queued', 'unknown') and run_at <= ${now}) or (state = 'sending' and locked_until < ${now}))
        and not exists (select from write earlier where earlier.item_id = write.item_id
          and earlier.created_at < write.created_at and earlier.state in ('queued', 'unknown', 'sending'))
      order by run_at, write.created_at, action_item.line, write.id limit 1 for update of write skip locked)
    update write set state = 'sending', attempts = attempts + 1, locked_by = ${claim.worker}, locked_until = ${until},
      attempted_at = coalesce(write.attempted_at, ${now})
    from due where write.id = due.id
    returning write.id, due.attempted_at as attempted_before`);
  if (!claimed) return null;
  const [pending] = await selectWrites(db).where(eq(write.id, claimed.id));
  if (!pending) return null;
  const before = claimed.attempted_before;
  return { ...pending, attemptedBefore: before === null ? null : new Date(before) };
}

/** Ends the claim, if it still is ours: a lease that ran out may have passed the write to another worker. */
export async function settleWrite(
  db: Handle,
  held: WriteRow,
  result: Partial<Pick<WriteRow, 'state' | 'error' | 'notes' | 'runAt' | 'attemptedAt' | 'finishedAt'>>,
): Promise<boolean> {
  const rows = await db
    .update(write)
    .set({ ...result, lockedBy: null, lockedUntil: null })
    .where(
      and(
        eq(write.id, held.id),
        eq(write.state, 'sending'),
        eq(write.attempts, held.attempts),
        eq(write.lockedBy, held.lockedBy ?? ''),
      ),
    )
    .returning({ id: write.id });
  return rows.length === 1;
}

export interface NewLink {
  readonly trackerId: string;
  readonly trackerKind: TrackerKind;
  readonly issueId: string;
  readonly issueKey: string;
  readonly issueUrl: string;
  readonly issueTitle: string;
  readonly linkedAt: Date;
  readonly adopted: boolean;
}

/** Ties the item to its issue. */
export async function linkItem(db: Handle, itemId: string, link: NewLink): Promise<void> {
  await db.update(actionItem).set(link).where(eq(actionItem.id, itemId));
}

/** The item already tied to an issue, if any. */
export async function itemOfIssue(
  db: Handle,
  trackerId: string,
  issueId: string,
): Promise<{ id: string } | null> {
  const [row] = await db
    .select({ id: actionItem.id })
    .from(actionItem)
    .where(and(eq(actionItem.trackerId, trackerId), eq(actionItem.issueId, issueId)));
  return row ?? null;
}

/** Everything not yet carried out: what waits, what is unknown and what was refused. */
export async function listPendingWrites(db: Handle): Promise<PendingWrite[]> {
  return selectWrites(db)
    .where(inArray(write.state, ['queued', 'sending', 'unknown', 'refused']))
    .orderBy(asc(write.trackerId), asc(write.createdAt), asc(actionItem.line), asc(write.id));
}

/** How many writes wait to be sent to a tracker. */
export async function countQueued(db: Handle, trackerId: string): Promise<number> {
  return db.$count(write, and(eq(write.trackerId, trackerId), eq(write.state, 'queued')));
}

/** Queues every refused write again, without what a later update of the same item has changed since. Answers how many. */
export async function requeueRefused(db: Handle, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update write set state = 'queued', error = null, run_at = ${now.toISOString()},
      payload = case when kind <> 'update' then payload else payload - array(
        select jsonb_object_keys(later.payload) from write later
        where later.item_id = write.item_id and later.kind = 'update'
          and later.created_at > write.created_at and later.state <> 'withdrawn') end
    where state = 'refused' returning id`);
  return rows.length;
}

/** How many writes there are in each state. */
export async function countWrites(db: Handle): Promise<Map<WriteState, number>> {
  const rows = await db
    .select({ state: write.state, count: sql<number>`count(*)::int` })
    .from(write)
    .groupBy(write.state);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

function selectWrites(db: Handle) {
  return db
    .select({
      write,
      item: actionItem,
      incident,
      postmortem: { id: postmortem.id, title: postmortem.title, source: postmortem.source },
    })
    .from(write)
    .innerJoin(actionItem, eq(actionItem.id, write.itemId))
    .innerJoin(incident, eq(incident.id, actionItem.incidentId))
    .innerJoin(postmortem, eq(postmortem.id, actionItem.postmortemId));
}
