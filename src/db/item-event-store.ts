import { sql } from 'drizzle-orm';
import type { ItemEvent } from '../actions/item-history.ts';
import type { Handle } from './database.ts';
import { renewMoments } from './item-moment-store.ts';
import { insertMany } from './many-rows.ts';
import { itemEvent } from './schema.ts';

/** A change to record. `sourceKey` says which change it is, so that reading it twice records it once. */
export interface NewItemEvent extends ItemEvent {
  readonly itemId: string;
  readonly sourceKey: string;
}

/** Adds changes, leaving out those already recorded, and tells the lives of their items anew; returns how many were new. */
export async function addItemEvents(db: Handle, events: readonly NewItemEvent[]): Promise<number> {
  const added = await insertMany(
    db,
    itemEvent,
    events,
    sql`on conflict (item_id, source_key) do nothing returning item_id`,
  );
  await renewMoments(db, [...new Set(added.map(({ item_id: itemId }) => String(itemId)))]);
  return added.length;
}
