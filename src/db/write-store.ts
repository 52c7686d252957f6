import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { write } from './bookkeeping-schema.ts';
import { actionItem, incident, postmortem } from './schema.ts';
import type { WriteState } from './vocabularies.ts';

export type WriteRow = typeof write.$inferSelect;

/** A write with what is needed to carry it out and to tell a person about it. */
export interface PendingWrite {
  readonly write: WriteRow;
  readonly item: typeof actionItem.$inferSelect;
  readonly incident: typeof incident.$inferSelect;
  readonly postmortem: { readonly id: string; readonly title: string; readonly source: string };
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

/**
 * Queues refused writes again, without what a later update of the same item has changed since: all of them, or those of one item,
 * named by its issue's key, its id or the line of its document (`docs/outage.md:12`). Answers how many.
 */
export async function requeueRefused(db: Handle, now: Date, subject: string | null = null): Promise<number> {
  const named = sql`item_id in (select action_item.id from action_item join postmortem on postmortem.id = postmortem_id
    where upper(issue_key) = upper(${subject}) or action_item.id::text = ${subject} or source || ':' || line = ${subject})`;
  const rows = await db.execute(sql`
    update write set state = 'queued', error = null, run_at = ${now.toISOString()},
      payload = case when kind <> 'update' then payload else payload - array(
        select jsonb_object_keys(later.payload) from write later
        where later.item_id = write.item_id and later.kind = 'update'
          and later.created_at > write.created_at and later.state <> 'withdrawn') end
    where state = 'refused' and ${subject === null ? sql`true` : named} returning id`);
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

/** Writes with what belongs to them. */
export function selectWrites(db: Handle) {
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
