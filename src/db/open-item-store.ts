import { sql } from 'drizzle-orm';
import type { OpenItem } from '../postmortem/quality/already-open.ts';
import type { Handle } from './database.ts';
import { actionItem, itemEvent, postmortem } from './schema.ts';

/** The items that are neither done nor cancelled nor taken out of their document, oldest first. */
export async function loadOpenItems(db: Handle): Promise<OpenItem[]> {
  const state = sql`(select ${itemEvent.value} from ${itemEvent}
    where ${itemEvent.itemId} = ${actionItem.id} and ${itemEvent.field} = 'state'
    order by ${itemEvent.occurredAt} desc, ${itemEvent.id} desc limit 1)`;
  return db
    .select({
      text: actionItem.text,
      incidentId: actionItem.incidentId,
      source: postmortem.source,
      issueKey: actionItem.issueKey,
      issueUrl: actionItem.issueUrl,
    })
    .from(actionItem)
    .innerJoin(postmortem, sql`${postmortem.id} = ${actionItem.postmortemId}`)
    .where(sql`${actionItem.withdrawnAt} is null and ${state} not in ('done', 'cancelled')`)
    .orderBy(actionItem.createdAt, actionItem.id);
}
