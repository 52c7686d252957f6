import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { ItemEvent, TrackedItem } from '../actions/item-history.ts';
import type { Handle } from './database.ts';
import { write } from './bookkeeping-schema.ts';
import { actionItem, incident, itemEvent, postmortem } from './schema.ts';

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
  const rows = await db
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
    );
  const wanted = filter.itemIds || filter.postmortemId ? rows.map((row) => row.item.id) : null;
  const [events, errors] = [await loadEvents(db, wanted), await loadWriteErrors(db, wanted)];
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

/** Events by item, in order of time; of all items when `itemIds` is null. */
export async function loadEvents(
  db: Handle,
  itemIds: readonly string[] | null,
): Promise<Map<string, ItemEvent[]>> {
  const rows = await db
    .select()
    .from(itemEvent)
    .where(itemIds === null ? undefined : inArray(itemEvent.itemId, [...itemIds]))
    .orderBy(asc(itemEvent.itemId), asc(itemEvent.occurredAt), asc(itemEvent.id));
  const byItem = new Map<string, ItemEvent[]>();
  for (const { itemId, field, value, occurredAt, recordedAt, by, origin } of rows) {
    const event = { field, value, occurredAt, recordedAt, by, origin };
    const events = byItem.get(itemId);
    if (events) events.push(event);
    else byItem.set(itemId, [event]);
  }
  return byItem;
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
