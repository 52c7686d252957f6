import { sql, type SQL } from 'drizzle-orm';
import type { Crossing } from '../actions/item-moment.ts';
import type { WeekCrossings } from '../metrics/flow.ts';
import type { Span } from '../metrics/span.ts';
import type { Observation } from '../metrics/survival-curve.ts';
import type { WeekPromise } from '../metrics/trend.ts';
import type { CompletionFacts, DueFact, WeekItem } from '../reports/completion-facts.ts';
import { asOf, loadTelling, ofTeams } from './items-as-of.ts';
import type { Handle } from './database.ts';
import { at, instantAt, instantOrNull, milliseconds } from './sql-instants.ts';

/** What the report asks of the database. */
export interface CompletionQuestion {
  /** The weeks, the oldest first, the report's own last. */
  readonly spans: readonly Span[];
  /** Only these teams; null for all. */
  readonly teams: readonly string[] | null;
  /** Incidents that something repeats. */
  readonly returned: readonly string[];
}

/** Everything of the completion report but what repeats what. */
export async function loadCompletionFacts(
  db: Handle,
  question: CompletionQuestion,
): Promise<Omit<CompletionFacts, 'repeats'>> {
  const { spans, teams } = question;
  const span = spans.at(-1);
  if (!span) throw new Error('A report is about a week at least.');
  return {
    items: await loadWeekItems(db, span, question),
    due: await loadDueFacts(db, span, teams),
    promises: await loadPromises(db, spans, teams),
    earlier: await loadCrossings(db, spans.slice(0, -1), teams),
    observations: await loadObservations(db, span, teams),
    revised: await loadRevised(db, span, teams),
    firstItemAt: await loadFirstItemAt(db, teams),
  };
}

async function loadFirstItemAt(db: Handle, teams: CompletionQuestion['teams']): Promise<Date | null> {
  const [row] = await db.execute<{ first_at: number | null }>(sql`
    select ${milliseconds(sql`min(i.created_at)`)} as first_at
    from action_item i where ${teams === null ? sql`true` : sql`i.team in ${[...teams, '']}`}`);
  return instantOrNull(row?.first_at ?? null);
}

/** Items that are unfinished at the end, crossed a line in the week, or may carry a flag. */
export function loadWeekItems(
  db: Handle,
  span: Span,
  { teams, returned }: Pick<CompletionQuestion, 'teams' | 'returned'>,
): Promise<WeekItem[]> {
  return loadTelling(db, { before: span.before, returned, teams, narrowed: sql`m.counts` }, span);
}

/**
 * The due sets of weeks: dates that stood at the start of a week or later in it, the first of them being the baseline; and the dates that
 * stood when items were finished before it.
 */
function dueSets(spans: readonly Span[]): SQL {
  const weeks = spans.map(
    ({ week, from, before }) =>
      sql`(${week.name}, ${week.firstDay}::date, ${week.lastDay}::date, ${at(from)}, ${at(before)})`,
  );
  return sql`
    week (name, first_day, last_day, from_at, before_at) as (values ${sql.join(weeks, sql`, `)}),
    standing as (
      select distinct on (week.name, m.item_id) week.name, week.before_at, m.item_id, m.due as baseline
      from week join item_moment m on m.due between week.first_day and week.last_day
      where m.is_owed and m.counts and m.from_at < week.before_at and (m.to_at is null or m.to_at >= week.from_at)
      order by week.name, m.item_id, m.ordinal),
    early as (
      select week.name, week.before_at, m.item_id, m.finished_due as baseline
      from week join item_moment m on m.finished_due between week.first_day and week.last_day
      where m.counts and m.from_at < week.from_at and (m.to_at is null or m.to_at >= week.from_at)),
    due_set as (
      select * from standing
      union all
      select * from early where not exists (
        select from standing where standing.name = early.name and standing.item_id = early.item_id))`;
}

/** The moment of an item of the due set at the end of its week. */
const atItsEnd = sql`
  join lateral (
    select * from item_moment last where last.item_id = due_set.item_id and last.from_at < due_set.before_at
    order by last.ordinal desc limit 1) m on true`;

const promiseColumns = sql`due_set.baseline, m.state, ${milliseconds(sql`m.state_since`)}, m.due`;

interface PromiseRow extends Record<string, unknown> {
  baseline: string;
  state: DueFact['state'];
  state_since: number;
  due: string | null;
}

const toPromise = ({ baseline, state, state_since: since, due }: PromiseRow) => ({
  baseline,
  state,
  stateSince: instantAt(since),
  due,
});

/** The due set of a week. */
export async function loadDueFacts(
  db: Handle,
  span: Span,
  teams: CompletionQuestion['teams'],
): Promise<DueFact[]> {
  type Row = PromiseRow &
    Pick<DueFact, 'id' | 'key' | 'text' | 'team' | 'services' | 'severity' | 'priority' | 'category'>;
  const rows = await db.execute<Row>(sql`
    with ${dueSets([span])}
    select i.id, i.issue_key as key, i.text, i.team, n.services, n.severity, m.priority, i.category,
      due_set.baseline, m.state, ${milliseconds(sql`m.state_since`)} as state_since, m.due
    from due_set ${atItsEnd}
    join action_item i on i.id = due_set.item_id
    join incident n on n.id = i.incident_id
    where ${ofTeams(teams)}`);
  return rows.map((row) => {
    const { id, key, text, team, services, severity, priority, category } = row;
    return { id, key, text, team, services, severity, priority, category, ...toPromise(row) };
  });
}

/** As one list in one row: the promises of twelve weeks are too many to be rows of their own. */
async function loadPromises(
  db: Handle,
  spans: readonly Span[],
  teams: CompletionQuestion['teams'],
): Promise<WeekPromise[]> {
  type Promised = [string, string, DueFact['state'], number, string | null];
  const [row] = await db.execute<{ promises: Promised[] | null }>(sql`
    with ${dueSets(spans)}
    select json_agg(json_build_array(due_set.name, ${promiseColumns})) as promises from due_set ${atItsEnd}
    where ${ofTeams(teams)}`);
  return (row?.promises ?? []).map(([week, baseline, state, since, due]) => ({
    week,
    baseline,
    state,
    stateSince: instantAt(since),
    due,
  }));
}

async function loadCrossings(
  db: Handle,
  spans: readonly Span[],
  teams: CompletionQuestion['teams'],
): Promise<WeekCrossings[]> {
  const [first] = spans;
  if (!first) return [];
  const starts = spans.map(({ from }) => at(from));
  const rows = await db.execute<{ place: number; crossing: Crossing; items: number }>(sql`
    select width_bucket(m.from_at, array[${sql.join(starts, sql`, `)}])::int as place, m.crossing, count(*)::int as items
    from item_moment m
    where m.crossing is not null and m.counts and m.from_at >= ${at(first.from)}
      and m.from_at < ${at(spans.at(-1)?.before ?? first.before)} and ${ofTeams(teams)}
    group by 1, 2`);
  return spans.map(({ week }, index) => {
    const counts: Record<Crossing, number> = { created: 0, reopened: 0, done: 0, dropped: 0 };
    for (const { place, crossing, items } of rows) if (place === index + 1) counts[crossing] = items;
    return { week: week.name, counts };
  });
}

const dayMs = 86_400_000;

/** As two lists in one row each: a year's items are too many to be rows of their own. */
async function loadObservations(
  db: Handle,
  span: Span,
  teams: CompletionQuestion['teams'],
): Promise<Observation[]> {
  const rows = await db.execute<{ completed: boolean; times: number[] }>(sql`
    select m.state = 'done' as completed, json_agg(
      ${milliseconds(sql`case when m.is_owed then ${at(span.asOf.getTime())} else m.state_since end`)}
      - ${milliseconds(sql`i.created_at`)}) as times
    from item_moment m join action_item i on i.id = m.item_id
    where ${asOf(span.before)} and m.counts and i.created_at < ${at(span.before)}
      and i.created_at >= ${at(span.asOf.getTime() - 365 * dayMs)} and ${ofTeams(teams)}
    group by 1`);
  return rows.flatMap(({ completed, times }) => times.map((time) => ({ time: time / dayMs, completed })));
}

/** Items of which something that occurred before the end of the week was learnt more than 24 hours after it. */
export async function loadRevised(
  db: Handle,
  span: Span,
  teams: CompletionQuestion['teams'],
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select i.id from action_item i join item_moment m on m.item_id = i.id and m.ordinal = 0 and m.counts
    where i.created_at < ${at(span.before)} and ${ofTeams(teams)} and i.id in (
      select item_id from item_event
      where recorded_at - occurred_at > interval '24 hours'
        and occurred_at < ${at(span.before)} and recorded_at > ${at(span.week.to.getTime() + dayMs)})
    order by i.created_at, i.id`);
  return rows.map(({ id }) => id);
}
