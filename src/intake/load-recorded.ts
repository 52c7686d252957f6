import type { Handle } from '../db/database.ts';
import { lockItems } from '../db/postmortem-store.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import type { PostmortemRow } from './intake-plan.ts';
import type { RecordedPostmortem } from './plan-intake.ts';

/** A recorded postmortem with its items, which stay locked until the transaction ends, and their history. */
export async function loadRecorded(tx: Handle, postmortem: PostmortemRow): Promise<RecordedPostmortem> {
  const rows = await lockItems(tx, postmortem.id);
  const tracked = await loadTrackedItems(tx, { postmortemId: postmortem.id });
  const events = new Map(tracked.map((item) => [item.id, item.events]));
  return { postmortem, items: rows.map((row) => ({ row, events: events.get(row.id) ?? [] })) };
}
