import { sql, type SQL } from 'drizzle-orm';
import type { ItemAsOf } from '../actions/item-moment.ts';
import type { Span } from '../metrics/span.ts';
import type { DurationPart, ItemSelection } from '../reports/item-selection.ts';
import type { Handle } from './database.ts';
import { asOf, loadByIds, loadTelling, ofTeams, quiet } from './items-as-of.ts';
import { at } from './sql-instants.ts';

/** Items as they were just before an instant in milliseconds, narrowed. */
export interface ListQuestion {
  readonly before: number;
  readonly selection: ItemSelection;
  /** Only items of these teams; null for all. */
  readonly teams: readonly string[] | null;
  /** Incidents that something repeats. */
  readonly returned: readonly string[];
}

/** The items that may have something to tell: unfinished ones, and finished ones that a flag can be about. */
export function loadTellingItems(db: Handle, question: ListQuestion): Promise<ItemAsOf[]> {
  return loadTelling(db, { ...question, teams: teamsOf(question), narrowed: narrowed(question) });
}

/** The same items by id, whether they have something to tell or not. */
export function loadItemsById(
  db: Handle,
  question: ListQuestion,
  ids: readonly string[],
): Promise<ItemAsOf[]> {
  return loadByIds(db, { ...question, teams: teamsOf(question), narrowed: narrowed(question) }, ids);
}

/** The items that have nothing to tell: how many, and the ids of a stretch of them, the latest created first. */
export async function loadQuietItems(
  db: Handle,
  question: ListQuestion,
  from: number,
  count: number | null,
): Promise<{ readonly total: number; readonly ids: readonly string[] }> {
  const found = sql`
    from item_moment m join action_item i on i.id = m.item_id join incident n on n.id = i.incident_id
    where ${asOf(question.before)} and ${ofTeams(teamsOf(question))} and ${narrowed(question)} and ${quiet(question.returned)}`;
  const [counted] = await db.execute<{ total: number }>(sql`select count(*)::int as total ${found}`);
  const total = counted?.total ?? 0;
  if (count === 0 || from >= total) return { total, ids: [] };
  const rows = await db.execute<{ id: string }>(sql`
    select i.id ${found} order by i.created_at desc, i.id offset ${from} ${count === null ? sql`` : sql`limit ${count}`}`);
  return { total, ids: rows.map(({ id }) => id) };
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
  const [row] = await db.execute<{ any: boolean }>(sql`select exists (select from action_item) as any`);
  return row?.any ?? false;
}

/** Whether any item is or was of the team, which the configuration may no longer name. */
export async function isTeamOfItems(db: Handle, team: string): Promise<boolean> {
  const [row] = await db.execute<{ any: boolean }>(
    sql`select exists (select from action_item where team = ${stored(team)}) as any`,
  );
  return row?.any ?? false;
}

/** The teams of the question that the selection leaves. */
function teamsOf({ selection: { team }, teams }: ListQuestion): readonly string[] | null {
  return team === null ? teams : (teams ?? [team]).filter((id) => id === team);
}

function narrowed({ selection }: ListQuestion): SQL {
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
