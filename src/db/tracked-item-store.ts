import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { ItemEvent, TrackedItem } from '../actions/item-history.ts';
import type { Handle } from './database.ts';
import { write } from './bookkeeping-schema.ts';
import { actionItem, incident, postmortem } from './schema.ts';
import { instantAt, milliseconds } from './sql-instants.ts';
import { ids } from './sql-lists.ts';

type ItemRow = typeof actionItem.$inferSelect;

/** Which items to load; an empty filter means all of them. */
export interface ItemFilter {
  readonly itemIds?: readonly string[];
  readonly postmortemId?: string;
}

/** Items with their whole history, in the order of the documents they come from. */
export async function loadTrackedItems(db: Handle, filter: ItemFilter = {}): Promise<TrackedItem[]> {
  const conditions: SQL[] = [];
  if (filter.itemIds) conditions.push(inArray(actionItem.id, [...filter.itemIds]));
  if (filter.postmortemId) conditions.push(eq(actionItem.postmortemId, filter.postmortemId));
  const reading = db
    .select({ item: actionItem, services: incident.services, severity: incident.severity })
    .from(actionItem)
    .innerJoin(incident, eq(incident.id, actionItem.incidentId))
    .innerJoin(postmortem, eq(postmortem.id, actionItem.postmortemId))
    .where(and(...conditions))
    .orderBy(
      asc(postmortem.recordedAt),
      asc(postmortem.source),
      asc(postmortem.part),
      asc(actionItem.line),
      asc(actionItem.id),
    )
    .execute();
  const wanted =
    filter.itemIds ?? (filter.postmortemId === undefined ? null : (await reading).map(({ item }) => item.id));
  // Sent together, so that they cost one way to the database and back.
  const [rows, events, errors] = await Promise.all([
    reading,
    loadEvents(db, wanted),
    loadWriteErrors(db, wanted),
  ]);
  return rows.map(({ item, services, severity }) => ({
    id: item.id,
    postmortemId: item.postmortemId,
    incidentId: item.incidentId,
    text: item.text,
    team: item.team,
    services,
    severity,
    priority: item.promisedPriority,
    category: item.category,
    level: item.level,
    test: item.test,
    weaknesses: item.weaknesses.map((weakness) => weakness.rule),
    createdAt: item.createdAt,
    recordedAt: item.recordedAt,
    link: linkOf(item),
    writeError: errors.get(item.id) ?? null,
    events: events.get(item.id) ?? [],
  }));
}

function linkOf(item: ItemRow): TrackedItem['link'] {
  const { trackerId, trackerKind, issueId, issueKey, issueUrl, linkedAt } = item;
  if (trackerId === null || trackerKind === null || issueId === null || issueKey === null) return null;
  if (issueUrl === null || linkedAt === null) return null;
  return { trackerId, kind: trackerKind, issueId, key: issueKey, url: issueUrl, linkedAt };
}

/** Events by item, in order of time; of all items when `itemIds` is null. As one text an item, which is read faster than a row an event. */
export async function loadEvents(
  db: Handle,
  itemIds: readonly string[] | null,
): Promise<Map<string, ItemEvent[]>> {
  type Told = [ItemEvent['field'], string | null, number, number, string | null, ItemEvent['origin']];
  const rows = await db.execute<{ id: string; events: Told[] }>(sql`
    select item_id as id, json_agg(json_build_array(field, value, ${milliseconds(sql`occurred_at`)},
      ${milliseconds(sql`recorded_at`)}, "by", origin) order by occurred_at, id) as events
    from item_event where ${itemIds === null ? sql`true` : sql`item_id = any(${ids(itemIds)})`} group by item_id`);
  return new Map(
    rows.map(({ id, events }) => [
      id,
      events.map(([field, value, occurred, recorded, by, origin]) => ({
        field,
        value,
        occurredAt: instantAt(occurred),
        recordedAt: instantAt(recorded),
        by,
        origin,
      })),
    ]),
  );
}

/** What stands in the way of an item's write, in the tracker's own words. */
async function loadWriteErrors(db: Handle, itemIds: readonly string[] | null): Promise<Map<string, string>> {
  const rows = await db
    .select({ itemId: write.itemId, error: write.error })
    .from(write)
    .where(
      and(
        inArray(write.state, ['queued', 'sending', 'unknown', 'refused']),
        itemIds === null ? undefined : inArray(write.itemId, [...itemIds]),
      ),
    );
  return new Map(rows.flatMap((row) => (row.error === null ? [] : [[row.itemId, row.error]])));
}
