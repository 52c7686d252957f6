import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { TrackerKind } from '../trackers/tracker.ts';
import type { Handle } from './database.ts';
import { actionItem } from './schema.ts';

export type ItemRow = typeof actionItem.$inferSelect;

export interface NewLink {
  readonly itemId: string;
  readonly issueId: string;
  readonly issueKey: string;
  readonly issueUrl: string;
  readonly issueTitle: string;
  readonly adopted: boolean;
}

/** Ties items to their issues. */
export async function linkItems(
  db: Handle,
  tracker: { readonly id: string; readonly kind: TrackerKind },
  links: readonly NewLink[],
  linkedAt: Date,
): Promise<void> {
  if (links.length === 0) return;
  await db.execute(sql`
    update action_item set tracker_id = ${tracker.id}, tracker_kind = ${tracker.kind}, linked_at = ${linkedAt.toISOString()},
      issue_id = link."issueId", issue_key = link."issueKey", issue_url = link."issueUrl",
      issue_title = link."issueTitle", adopted = link.adopted
    from json_to_recordset(${JSON.stringify(links)}::json) as link("itemId" uuid, "issueId" text, "issueKey" text,
      "issueUrl" text, "issueTitle" text, adopted boolean)
    where action_item.id = link."itemId"`);
}

/** Which items are tied to any of the issues already: the item's id by the issue's. */
export async function itemsOfIssues(
  db: Handle,
  trackerId: string,
  issueIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (issueIds.length === 0) return new Map();
  const rows = await db
    .select({ id: actionItem.id, issueId: actionItem.issueId })
    .from(actionItem)
    .where(and(eq(actionItem.trackerId, trackerId), inArray(actionItem.issueId, [...issueIds])));
  return new Map(rows.map(({ id, issueId }) => [issueId ?? '', id]));
}

/** The items as they are now, locked until the transaction ends: an edit of their document waits, and then sees what was done. */
export async function lockRows(
  db: Handle,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ItemRow>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(actionItem)
    .where(inArray(actionItem.id, [...itemIds]))
    .orderBy(asc(actionItem.line), asc(actionItem.id))
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

/** Adds sentences that a person should read beside an item, each once. */
export async function addRemarks(
  db: Handle,
  remarks: readonly { readonly itemId: string; readonly sentence: string }[],
): Promise<void> {
  if (remarks.length === 0) return;
  await db.execute(sql`
    update action_item set drift = drift || new.sentences
    from (select "itemId", array_agg(distinct sentence) as sentences
      from json_to_recordset(${JSON.stringify(remarks)}::json) as remark("itemId" uuid, sentence text)
      join action_item on action_item.id = "itemId" and not sentence = any(drift)
      group by "itemId") as new
    where action_item.id = new."itemId"`);
}
