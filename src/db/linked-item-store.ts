import { and, asc, eq, gt, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { write } from './bookkeeping-schema.ts';
import { actionItem, itemEvent } from './schema.ts';
import type { IssueStanding } from './vocabularies.ts';

/** An item with its issue, as whoever reads the issue needs it. */
export interface LinkedItem {
  readonly id: string;
  /** The hidden key. */
  readonly key: string;
  readonly issueId: string;
  readonly issueKey: string;
  readonly createdAt: Date;
  readonly adopted: boolean;
  readonly issueUpdatedAt: Date | null;
  readonly markerPutBackAt: Date | null;
  readonly drift: readonly string[];
  readonly standing: IssueStanding | null;
  readonly duplicateOf: string | null;
  /** Whether the assignee's account worked when somebody last said so; null when nobody ever did. */
  readonly assigneeActive: string | null;
}

/**
 * Which items: those of some issues or hidden keys; the next ones after an id, for readings in pages; one that is known to be there for
 * each of some projects; or those of which reading what changed would tell nothing: never read, not there at the last reading, or
 * with the `remark` that says that their label stays off.
 */
export type WhichItems =
  | { readonly issueIds: readonly string[] }
  | { readonly keys: readonly string[] }
  | { readonly after: string | null; readonly most: number }
  | { readonly presentIn: readonly string[] }
  | { readonly remark: string };

/** Items tied to issues of a tracker, in the order of their ids. */
export async function listLinkedItems(
  db: Handle,
  trackerId: string,
  which: WhichItems,
): Promise<LinkedItem[]> {
  const query = db
    .select({ item: actionItem, assigneeActive: latestActive })
    .from(actionItem)
    .where(and(eq(actionItem.trackerId, trackerId), isNotNull(actionItem.issueId), ...conditions(which)))
    .orderBy(asc(actionItem.id));
  const rows = await ('most' in which ? query.limit(which.most) : query);
  return rows.map(({ item, assigneeActive }) => ({
    ...item,
    issueId: item.issueId ?? '',
    issueKey: item.issueKey ?? '',
    assigneeActive,
  }));
}

const latestActive = sql<string | null>`(select value from item_event
  where item_id = action_item.id and field = 'assignee_active' order by occurred_at desc, id desc limit 1)`;

const project = sql`regexp_replace(${actionItem.issueKey}, '-[0-9]+$', '')`;

function conditions(which: WhichItems): SQL[] {
  if ('remark' in which) {
    return [
      sql`(issue_updated_at is null or ${which.remark} = any(drift)
      or (standing in ('missing', 'trashed') and (select count(*) filter (where value = 'absent') from (
        select value from item_event where item_id = action_item.id and field = 'issue'
        order by occurred_at desc, id desc limit 2) as seen) < 2))`,
    ];
  }
  if ('issueIds' in which) return [inArray(actionItem.issueId, [...which.issueIds])];
  if ('keys' in which) return [inArray(actionItem.key, [...which.keys])];
  if ('after' in which) return which.after === null ? [] : [gt(actionItem.id, which.after)];
  return [
    sql`${actionItem.id} in (select distinct on (${project}) id from action_item
      where standing = 'present' and ${inArray(project, [...which.presentIn])} order by ${project}, issue_updated_at desc)`,
  ];
}

/** Whether any item is tied to an issue of the tracker. */
export async function hasLinkedItems(db: Handle, trackerId: string): Promise<boolean> {
  const rows = await db
    .select({ id: actionItem.id })
    .from(actionItem)
    .where(and(eq(actionItem.trackerId, trackerId), isNotNull(actionItem.issueId)))
    .limit(1);
  return rows.length === 1;
}

/** When our own last write to each item's issue was answered. */
export async function lastWritesOf(
  db: Handle,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select({ itemId: write.itemId, at: sql<string | null>`max(finished_at)` })
    .from(write)
    .where(inArray(write.itemId, [...itemIds]))
    .groupBy(write.itemId);
  return new Map(rows.flatMap(({ itemId, at }) => (at === null ? [] : [[itemId, new Date(at)] as const])));
}

/** What makes the changes that are recorded already the same changes when they are read again, by item. */
export async function sourcesOf(
  db: Handle,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (itemIds.length === 0) return new Map();
  const { itemId, sourceKey } = itemEvent;
  const rows = await db
    .select({ itemId, sourceKey })
    .from(itemEvent)
    .where(inArray(itemId, [...itemIds]));
  const byItem = Map.groupBy(rows, (row) => row.itemId);
  return new Map([...byItem].map(([id, own]) => [id, new Set(own.map((row) => row.sourceKey))]));
}

/** What a reading says of an item's issue. */
export interface Reading {
  readonly id: string;
  readonly issueKey: string | null;
  readonly issueUrl: string | null;
  readonly issueTitle: string | null;
  readonly issueUpdatedAt: Date | null;
  readonly standing: IssueStanding | null;
  readonly duplicateOf: string | null;
  readonly drift: readonly string[];
  readonly markerPutBackAt: Date | null;
}

/** Notes readings. The rows must be locked. */
export async function noteReadings(db: Handle, readings: readonly Reading[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map((reading) => ({
    id: reading.id,
    issue_key: reading.issueKey,
    issue_url: reading.issueUrl,
    issue_title: reading.issueTitle?.toWellFormed() ?? null,
    issue_updated_at: reading.issueUpdatedAt,
    standing: reading.standing,
    duplicate_of: reading.duplicateOf,
    drift: reading.drift,
    marker_put_back_at: reading.markerPutBackAt,
  }));
  await db.execute(sql`
    update action_item set issue_key = read.issue_key, issue_url = read.issue_url, issue_title = read.issue_title,
      issue_updated_at = read.issue_updated_at, standing = read.standing, duplicate_of = read.duplicate_of,
      drift = array(select json_array_elements_text(read.drift)), marker_put_back_at = read.marker_put_back_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as read(id uuid, issue_key text, issue_url text,
      issue_title text, issue_updated_at timestamptz, standing text, duplicate_of text, drift json,
      marker_put_back_at timestamptz)
    where action_item.id = read.id`);
}
