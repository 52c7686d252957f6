import { randomUUID } from 'node:crypto';
import type { PromiseChange, WritePayload } from '../actions/promise-change.ts';
import type { ItemRow } from '../db/link-store.ts';
import type { write } from '../db/bookkeeping-schema.ts';

/** An update to queue. */
export function updateOf(
  itemId: string,
  trackerId: string,
  payload: WritePayload,
  now: Date,
): typeof write.$inferInsert {
  return {
    id: randomUUID(),
    itemId,
    trackerId,
    kind: 'update',
    issueUuid: randomUUID(),
    payload,
    state: 'queued',
    runAt: now,
    notes: [],
    createdAt: now,
  };
}

/** What an edit of the document changed while the item's creation was under way with what was `sent`; null when nothing. */
export function editSince(sent: ItemRow, item: ItemRow): PromiseChange | null {
  const change: PromiseChange = {
    ...(item.text === sent.text ? {} : { text: item.text }),
    ...(item.promisedOwner === sent.promisedOwner ? {} : { owner: item.promisedOwner }),
    ...(item.promisedDue === sent.promisedDue ? {} : { due: item.promisedDue }),
    ...(item.promisedPriority === sent.promisedPriority ? {} : { priority: item.promisedPriority }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
