import { sql, type SQL } from 'drizzle-orm';
import type { Span } from '../metrics/span.ts';
import { flagKinds } from '../flags/flag.ts';
import type { DurationPart, FlowItem, ItemSelection, ListedItem } from '../reports/item-selection.ts';
import type { Handle } from './database.ts';
import { flagConditions, type FlaggedWhenDone, type FlagMeasure } from './flag-conditions.ts';
import { asOf, itemOf, momentOf, ofTeams, telling } from './items-as-of.ts';
import { at, instantAt, milliseconds } from './sql-instants.ts';
import { ids } from './sql-lists.ts';

/** Items as they were just before an instant in milliseconds, narrowed. */
export interface ListQuestion {
  readonly before: number;
  readonly selection: ItemSelection;
  /** Only items of these teams, the selection's own among them; null for all. */
  readonly teams: readonly string[] | null;
  readonly measure: FlagMeasure;
  readonly done: FlaggedWhenDone;
}

/** The items that are unfinished or carry a flag. */
export function loadListed(db: Handle, question: ListQuestion): Promise<ListedItem[]> {
  const standing = sql`${asOf(question.before)} and ${ofTeams(question.teams)}`;
  return readListed(
    db,
    question,
    sql`
      select m.* from item_moment m where ${standing} and (${telling})
      union all
      select m.* from unnest(${ids(flaggedWhenDone(question))}) other (id) ${momentOf(sql`other.id`, question.before)}
      where ${ofTeams(question.teams)} and (${telling}) is not true`,
  );
}

/** The same of given items, whatever they are. */
export function loadListedById(
  db: Handle,
  question: ListQuestion,
  given: readonly string[],
): Promise<ListedItem[]> {
  return readListed(
    db,
    question,
    sql`
      select m.* from unnest(${ids(given)}) given (id) ${momentOf(sql`given.id`, question.before)}
      where ${ofTeams(question.teams)}`,
  );
}

/** As one JSON text in one row: many rows of many columns take the driver longer to read than the database to find. */
async function readListed(db: Handle, question: ListQuestion, moments: SQL): Promise<ListedItem[]> {
  const conditions = flagConditions(question.measure, question.done);
  const bits = flagKinds.map(
    (kind, bit) => sql`case when ${conditions[kind]} then ${sql.raw(String(2 ** bit))} else 0 end`,
  );
  type Row = [string, number, boolean, boolean, string | null, number | null, flags: number];
  const [row] = await db.execute<{ items: Row[] | null }>(sql`
    with moment as (${moments})
    select json_agg(json_build_array(i.id, ${milliseconds(sql`i.created_at`)}, m.counts, m.is_owed, m.due, m.moved_days,
      ${sql.join(bits, sql` + `)})) as items
    from moment m ${itemOf(sql`m.item_id`)} join incident n on n.id = i.incident_id
    where ${narrowed(question)}`);
  return (row?.items ?? []).map(([id, createdAt, counts, isOwed, due, movedDays, flags]) => ({
    id,
    createdAt: instantAt(createdAt),
    counts,
    isOwed,
    due,
    movedDays,
    kinds: flagKinds.filter((_, bit) => (flags & (2 ** bit)) !== 0),
  }));
}

/**
 * The items that are finished and carry no flag: how many beside the `listed` ones, and the ids of a stretch of them, the latest created first.
 */
export async function loadQuietItems(
  db: Handle,
  question: ListQuestion,
  listed: number,
  from: number,
  count: number | null,
): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  const joined = isOfWords(question)
    ? sql`join action_item i on i.id = m.item_id join incident n on n.id = i.incident_id`
    : sql``;
  const found = sql`
    from item_moment m ${joined}
    where ${asOf(question.before)} and ${ofTeams(question.teams)} and ${narrowed(question)} and (${telling}) is not true
      and m.item_id <> all(${ids(flaggedWhenDone(question))})`;
  const total = isNarrowed(question)
    ? await countOf(db, found)
    : (await countOf(
        db,
        sql`from action_item m where m.created_at < ${at(question.before)} and ${ofTeams(question.teams)}`,
      )) - listed;
  if (count === 0 || from >= total) return { total, ids: [] };
  const rows = await db.execute<{ id: string }>(sql`
    select m.item_id as id ${found} order by m.created_at desc, m.item_id
    offset ${from} ${count === null ? sql`` : sql`limit ${count}`}`);
  return { total, ids: rows.map(({ id }) => id) };
}

async function countOf(db: Handle, found: SQL): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`select count(*)::int as total ${found}`);
  return row?.total ?? 0;
}

/** What every item of the teams crossed in the week, and whether it is unfinished at the end; nothing of items that neither crossed nor are. */
export async function loadFlowItems(
  db: Handle,
  span: Span,
  teams: readonly string[] | null,
): Promise<FlowItem[]> {
  type Row = [string, boolean, FlowItem['crossings'] | null];
  const standing = sql`${asOf(span.before)} and m.counts and ${ofTeams(teams)}`;
  const [row] = await db.execute<{ items: Row[] | null }>(sql`
    with crossed as (
      select item_id, json_agg(crossing order by ordinal) as crossings from item_moment m
      where crossing is not null and counts and from_at >= ${at(span.from)} and from_at < ${at(span.before)} and ${ofTeams(teams)}
      group by item_id),
    owed as (select item_id from item_moment m where ${standing} and is_owed and (${telling}))
    select json_agg(json_build_array(item_id, owed.item_id is not null, crossed.crossings)) as items
    from owed full join crossed using (item_id)`);
  return (row?.items ?? []).map(([id, isOwed, crossings]) => ({ id, isOwed, crossings: crossings ?? [] }));
}

function flaggedWhenDone({ done }: ListQuestion): string[] {
  return [...new Set([...done.regressed, ...done.unverified])];
}

/** Ids of the items behind the numbers of how long items take. */
export async function loadObservedIds(db: Handle, span: Span, part: DurationPart): Promise<string[]> {
  const yearMs = 365 * 86_400_000;
  const isPart = {
    observed: sql`true`,
    completed: sql`m.state = 'done'`,
    censored: sql`m.state <> 'done'`,
  };
  const rows = await db.execute<{ id: string }>(sql`
    select i.id from item_moment m join action_item i on i.id = m.item_id
    where ${asOf(span.before)} and m.counts and ${isPart[part]}
      and i.created_at < ${at(span.before)} and i.created_at >= ${at(span.asOf.getTime() - yearMs)}`);
  return rows.map(({ id }) => id);
}

/** Whether anything was ever recorded. */
export async function hasItems(db: Handle): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`select exists (select from action_item) as found`);
  return row?.found ?? false;
}

/** Whether any item is or was of the team, which the configuration may no longer name. */
export async function isTeamOfItems(db: Handle, team: string): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(
    sql`select exists (select from action_item where team = ${stored(team)}) as found`,
  );
  return row?.found ?? false;
}

/** Whether an item's own words or its incident's matter. */
function isOfWords({ selection: { service, severity, category, text } }: ListQuestion): boolean {
  return [service, severity, category, text].some((word) => word !== null && word !== '');
}

/** Whether not every item of the teams is asked for. */
function isNarrowed(question: ListQuestion): boolean {
  const { priority, state } = question.selection;
  return isOfWords(question) || priority !== null || state !== null;
}

function narrowed({ selection }: Pick<ListQuestion, 'selection'>): SQL {
  const { service, severity, priority, category, state, text } = selection;
  const conditions = [
    sql`true`,
    service && (service === 'none' ? sql`n.services = '{}'` : sql`${stored(service)} = any(n.services)`),
    severity && isWord(sql`n.severity`, severity),
    priority && isWord(sql`m.priority`, priority),
    category && isWord(sql`i.category`, category),
    state && sql`m.state = ${state}`,
    ...(text ?? '').split(/\s+/).filter(Boolean).map(hasWord),
  ].filter((condition) => condition !== null && condition !== '');
  return sql.join(conditions, sql` and `);
}

function isWord(column: SQL, word: string): SQL {
  return word === 'none' ? sql`${column} is null` : sql`${column} = ${stored(word)}`;
}

/** Postgres has no text with a NUL in it, so nothing is one that has. */
function stored(word: string): string | null {
  return word.includes('\0') ? null : word;
}

function hasWord(word: string): SQL {
  if (stored(word) === null) return sql`false`;
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`concat_ws(' ', i.text, i.incident_id, i.issue_key, m.assignee) ilike ${pattern}`;
}
