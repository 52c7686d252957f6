import { sql } from 'drizzle-orm';
import type { ItemEvent } from '../actions/item-history.ts';
import type { Handle } from './database.ts';

/** A change to record. `sourceKey` says which change it is, so that reading it twice records it once. */
export interface NewItemEvent extends ItemEvent {
  readonly itemId: string;
  readonly sourceKey: string;
}

/** Adds changes, leaving out those already recorded; returns how many were new. */
export async function addItemEvents(db: Handle, events: readonly NewItemEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map((event) => ({
    item_id: event.itemId,
    field: event.field,
    value: event.value,
    occurred_at: event.occurredAt.toISOString(),
    recorded_at: event.recordedAt.toISOString(),
    by: event.by,
    origin: event.origin,
    source_key: event.sourceKey,
  }));
  const added = await db.execute(sql`
    insert into item_event (item_id, field, value, occurred_at, recorded_at, by, origin, source_key)
    select item_id, field, value, occurred_at, recorded_at, by, origin, source_key
    from json_to_recordset(${JSON.stringify(rows)}::json) as row(
      item_id uuid, field text, value text, occurred_at timestamptz, recorded_at timestamptz,
      by text, origin text, source_key text)
    on conflict (item_id, source_key) do nothing
    returning id`);
  return added.length;
}
