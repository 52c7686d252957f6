import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { joinedWithByHand, leaveIncident } from './incident-by-hand-store.ts';
import { renewMoments } from './item-moment-store.ts';
import { insertMany, overwrite, updateMany } from './many-rows.ts';
import { write } from './bookkeeping-schema.ts';
import { actionItem, incident, postmortem } from './schema.ts';

export type PostmortemRow = typeof postmortem.$inferSelect;
export type ItemRow = typeof actionItem.$inferSelect;

export async function findPostmortemByIncident(
  db: Handle,
  incidentId: string,
): Promise<PostmortemRow | null> {
  const [row] = await db.select().from(postmortem).where(eq(postmortem.incidentId, incidentId));
  return row ?? null;
}

/** The postmortems that came from any of the sources or are about any of the incidents. */
export async function findPostmortems(
  db: Handle,
  { sources, incidentIds }: { readonly sources: readonly string[]; readonly incidentIds: readonly string[] },
): Promise<PostmortemRow[]> {
  return db
    .select()
    .from(postmortem)
    .where(or(inArray(postmortem.source, [...sources]), inArray(postmortem.incidentId, [...incidentIds])));
}

export async function findPostmortem(db: Handle, id: string): Promise<PostmortemRow | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.select().from(postmortem).where(eq(postmortem.id, id));
  return row ?? null;
}

/** The items of a postmortem, locked until the transaction ends: a drain that links one of them waits, and then sees the edit. */
export async function lockItems(db: Handle, postmortemId: string): Promise<ItemRow[]> {
  return db
    .select()
    .from(actionItem)
    .where(eq(actionItem.postmortemId, postmortemId))
    .orderBy(asc(actionItem.line), asc(actionItem.id))
    .for('update');
}

/** The items of a postmortem, in the order of the document. */
export async function listItemsOfPostmortem(db: Handle, postmortemId: string): Promise<ItemRow[]> {
  return db
    .select()
    .from(actionItem)
    .where(eq(actionItem.postmortemId, postmortemId))
    .orderBy(asc(actionItem.line), asc(actionItem.id));
}

export async function findItem(db: Handle, id: string): Promise<ItemRow | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.select().from(actionItem).where(eq(actionItem.id, id));
  return row ?? null;
}

/** Postgres refuses to compare a uuid with anything else. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The items of the documents that came under a name. */
export async function listItemsBySource(db: Handle, source: string): Promise<ItemRow[]> {
  const rows = await db
    .select({ item: actionItem })
    .from(actionItem)
    .innerJoin(postmortem, eq(postmortem.id, actionItem.postmortemId))
    .where(eq(postmortem.source, source));
  return rows.map(({ item }) => item);
}

/** Records incidents as their postmortems state them, or a later edit; what people recorded of them stands where the postmortem says nothing. */
export async function putIncidents(
  db: Handle,
  rows: readonly (typeof incident.$inferInsert)[],
): Promise<void> {
  const joined = await joinedWithByHand(db, rows);
  await insertMany(db, incident, joined, overwrite(incident, ['id', 'recordedAt']));
}

/** Records postmortems, or later edits of them. */
export async function putPostmortems(
  db: Handle,
  rows: readonly (typeof postmortem.$inferInsert)[],
): Promise<void> {
  await insertMany(db, postmortem, rows, overwrite(postmortem, ['id', 'recordedAt']));
}

/** Points items at the incident their document now names, and forgets the incident whose only word was that document. */
export async function renameIncident(
  db: Handle,
  postmortemId: string,
  from: string,
  to: string,
): Promise<void> {
  await db.update(actionItem).set({ incidentId: to }).where(eq(actionItem.postmortemId, postmortemId));
  await db.update(incident).set({ repeats: to }).where(eq(incident.repeats, from));
  await leaveIncident(db, from);
}

export async function addItems(db: Handle, rows: readonly (typeof actionItem.$inferInsert)[]): Promise<void> {
  await insertMany(db, actionItem, rows);
}

export async function editItems(
  db: Handle,
  edits: readonly { readonly id: string; readonly set: Partial<typeof actionItem.$inferInsert> }[],
): Promise<void> {
  await updateMany(db, actionItem, edits);
  await renewMoments(
    db,
    edits.flatMap(({ id, set }) => ('promisedPriority' in set ? [id] : [])),
  );
}

export async function withdrawItems(db: Handle, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(actionItem)
    .set({
      withdrawnAt: at,
      drift: sql`array_append(${actionItem.drift}, 'The document no longer has this item.')`,
    })
    .where(inArray(actionItem.id, [...ids]));
}

/** Queues writes. An item that is being created or adopted already, or may be, gets no second write for that. */
export async function addWrites(db: Handle, rows: readonly (typeof write.$inferInsert)[]): Promise<void> {
  await insertMany(db, write, rows, sql`on conflict do nothing`);
}

/** Takes back creations that were not sent yet. One that is under way, or may be, stays. */
export async function withdrawWrites(db: Handle, itemIds: readonly string[], at: Date): Promise<void> {
  if (itemIds.length === 0) return;
  await db
    .update(write)
    .set({ state: 'withdrawn', finishedAt: at })
    .where(
      and(
        inArray(write.itemId, [...itemIds]),
        inArray(write.state, ['queued', 'refused']),
        sql`attempted_at is null`,
      ),
    );
}
