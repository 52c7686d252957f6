import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { ItemEvent, ItemField } from '../actions/item-history.ts';
import type { Issue } from '../trackers/tracker.ts';
import type { Handle } from './database.ts';
import { actionItem, sweepState, write } from './schema.ts';
import { loadEvents } from './tracked-item-store.ts';

/** An item with its issue, as the sweep needs it. */
export interface LinkedItem {
  readonly id: string;
  readonly issueId: string;
  readonly issueKey: string;
  readonly createdAt: Date;
  readonly adopted: boolean;
  readonly issueUpdatedAt: Date | null;
  readonly markerPutBackAt: Date | null;
  readonly drift: readonly string[];
  readonly lastWriteAt: Date | null;
  /** How the last sweep that said so saw the issue, and its assignee's account; null when none ever did. */
  readonly presence: string | null;
  readonly assigneeActive: string | null;
}

/** The value of a field that stands for an item of the query. */
const latest = (field: ItemField) => sql<string | null>`(select value from item_event
  where item_id = action_item.id and field = ${field} order by occurred_at desc, id desc limit 1)`;

/** The items tied to issues of a tracker: all, those not finished, or those of the issues given. */
export async function listLinkedItems(
  db: Handle,
  trackerId: string,
  which: 'unfinished' | 'all' | { readonly issueIds: readonly string[] },
): Promise<LinkedItem[]> {
  const lastWrite = sql<
    string | null
  >`(select max(finished_at) from write where write.item_id = action_item.id)`;
  const rows = await db
    .select({
      item: actionItem,
      lastWrite,
      presence: latest('issue'),
      assigneeActive: latest('assignee_active'),
    })
    .from(actionItem)
    .where(
      and(
        eq(actionItem.trackerId, trackerId),
        isNotNull(actionItem.issueId),
        which === 'all'
          ? undefined
          : typeof which === 'object'
            ? inArray(actionItem.issueId, [...which.issueIds])
            : sql`(${actionItem.issueUpdatedAt} is null or ${latest('state')} in ('open', 'in_progress'))`,
      ),
    )
    .orderBy(actionItem.id);
  return rows.map(({ item, lastWrite: at, presence, assigneeActive }) => ({
    id: item.id,
    issueId: item.issueId ?? '',
    issueKey: item.issueKey ?? '',
    createdAt: item.createdAt,
    adopted: item.adopted,
    issueUpdatedAt: item.issueUpdatedAt,
    markerPutBackAt: item.markerPutBackAt,
    drift: item.drift,
    lastWriteAt: at === null ? null : new Date(at),
    presence,
    assigneeActive,
  }));
}

/** The history of some items, by item. */
export async function loadHistories(
  db: Handle,
  itemIds: readonly string[],
): Promise<Map<string, ItemEvent[]>> {
  return itemIds.length === 0 ? new Map() : loadEvents(db, itemIds);
}

/** What another reading may have changed of an item meanwhile. */
export type ReadSoFar = Pick<LinkedItem, 'id' | 'issueUpdatedAt' | 'markerPutBackAt' | 'drift'>;

/** Keeps other readings of these items waiting until the transaction is over; answers how far they have come by now. */
export async function lockItems(
  db: Handle,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ReadSoFar>> {
  if (itemIds.length === 0) return new Map();
  const { id, issueUpdatedAt, markerPutBackAt, drift } = actionItem;
  const rows = await db
    .select({ id, issueUpdatedAt, markerPutBackAt, drift })
    .from(actionItem)
    .where(inArray(id, [...itemIds]))
    .orderBy(id)
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the tracker calls the issue now, and how far it was read. */
export async function noteIssue(db: Handle, itemId: string, issue: Issue): Promise<void> {
  await db
    .update(actionItem)
    .set({
      issueKey: issue.key,
      issueUrl: issue.url,
      issueTitle: issue.title,
      issueUpdatedAt: issue.updatedAt,
    })
    .where(eq(actionItem.id, itemId));
}

/** Queues the one attempt to put a removed marker label back. */
export async function putMarkerBack(db: Handle, row: typeof write.$inferInsert): Promise<void> {
  await db.insert(write).values(row);
  await db.update(actionItem).set({ markerPutBackAt: row.createdAt }).where(eq(actionItem.id, row.itemId));
}

export async function addDrift(db: Handle, itemId: string, sentence: string): Promise<void> {
  await db
    .update(actionItem)
    .set({ drift: sql`array_append(${actionItem.drift}, ${sentence}::text)` })
    .where(eq(actionItem.id, itemId));
}

export type SweepStateRow = typeof sweepState.$inferSelect;

/** Notes how a sweep of a tracker ended. */
export async function noteSweep(
  db: Handle,
  trackerId: string,
  at: Date,
  ended: { readonly full: boolean; readonly error: string | null },
): Promise<void> {
  const set =
    ended.error === null
      ? { sweptAt: at, error: null, errorAt: null, ...(ended.full ? { fullSweptAt: at } : {}) }
      : { error: ended.error, errorAt: at };
  await db
    .insert(sweepState)
    .values({ trackerId, ...set })
    .onConflictDoUpdate({ target: sweepState.trackerId, set });
}

export async function listSweepStates(db: Handle): Promise<SweepStateRow[]> {
  return db.select().from(sweepState).orderBy(sweepState.trackerId);
}
