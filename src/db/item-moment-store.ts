import { asc, inArray, sql } from 'drizzle-orm';
import { isUnfinished } from '../actions/item-history.ts';
import { momentsOf } from '../actions/moments-of.ts';
import type { Handle } from './database.ts';
import { loadEvents } from './tracked-item-store.ts';
import { insertMany } from './many-rows.ts';
import { actionItem, itemMoment } from './schema.ts';

/** Writes the moments of items anew from their events. */
export async function renewMoments(db: Handle, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  const events = await loadEvents(db, itemIds);
  const items = await db
    .select({
      id: actionItem.id,
      team: actionItem.team,
      createdAt: actionItem.createdAt,
      priority: actionItem.promisedPriority,
    })
    .from(actionItem)
    .where(inArray(actionItem.id, [...itemIds]))
    .orderBy(asc(actionItem.id));
  await db.delete(itemMoment).where(inArray(itemMoment.itemId, [...itemIds]));
  await insertMany(
    db,
    itemMoment,
    items.flatMap(({ id, team, createdAt, priority }) =>
      momentsOf({ createdAt, priority, events: events.get(id) ?? [] }).map((moment, ordinal) => ({
        itemId: id,
        ordinal,
        team,
        createdAt,
        isOwed: isUnfinished(moment.state),
        ...moment,
      })),
    ),
  );
}

const atOnce = 500;

/** Writes the moments of items that have none: those recorded before there were moments, or after a migration threw them away. */
export async function fillMoments(db: Handle): Promise<void> {
  for (;;) {
    const without = await db.execute<{ id: string }>(sql`
      select id from ${actionItem}
      where not exists (select from ${itemMoment} where item_id = ${actionItem}.id)
      limit ${atOnce}`);
    if (without.length === 0) return;
    await db.transaction((tx) =>
      renewMoments(
        tx,
        without.map(({ id }) => id),
      ),
    );
  }
}
