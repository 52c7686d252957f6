import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { PromiseChange } from '../actions/promise-change.ts';
import type { Handle } from '../db/database.ts';
import { actionItem, type write } from '../db/schema.ts';
import type { ClaimedWrite } from '../db/write-store.ts';

/** The update still owed when the document was edited while its item's creation was under way; none when it was not. */
export async function editSince(
  tx: Handle,
  { item: sent, write: held }: ClaimedWrite,
  now: Date,
): Promise<(typeof write.$inferInsert)[]> {
  const [item] = await tx.select().from(actionItem).where(eq(actionItem.id, sent.id));
  if (!item) return [];
  const change: PromiseChange = {
    ...(item.text === sent.text ? {} : { text: item.text }),
    ...(item.promisedOwner === sent.promisedOwner ? {} : { owner: item.promisedOwner }),
    ...(item.promisedDue === sent.promisedDue ? {} : { due: item.promisedDue }),
    ...(item.promisedPriority === sent.promisedPriority ? {} : { priority: item.promisedPriority }),
  };
  if (Object.keys(change).length === 0) return [];
  return [
    {
      id: randomUUID(),
      itemId: item.id,
      trackerId: held.trackerId,
      kind: 'update',
      issueUuid: randomUUID(),
      payload: change,
      state: 'queued',
      runAt: now,
      notes: [],
      createdAt: now,
    },
  ];
}
