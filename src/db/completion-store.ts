import { sql, type SQL } from 'drizzle-orm';
import type { Crossing } from '../actions/item-moment.ts';
import type { WeekCrossings } from '../metrics/flow.ts';
import type { Span } from '../metrics/span.ts';
import type { Observation } from '../metrics/survival-curve.ts';
import type { WeekPromise } from '../metrics/trend.ts';
import type { CompletionFacts, DueFact } from '../reports/completion-facts.ts';
import { loadStandings } from './figures-store.ts';
import type { FlaggedWhenDone, FlagMeasure } from './flag-conditions.ts';
import { asOf, itemOf, momentOf, ofTeams } from './items-as-of.ts';
import type { Handle } from './database.ts';
import { at, instantAt, instantOrNull, milliseconds } from './sql-instants.ts';

/** What the report asks of the database. */
export interface CompletionQuestion {
  /** The weeks, the oldest first, the report's own last. */
  readonly spans: readonly Span[];
  /** Only these teams; null for all. */
  readonly teams: readonly string[] | null;
  readonly measure: FlagMeasure;
  readonly done: FlaggedWhenDone;
}

/** Everything that the completion report is made of. */
export async function loadCompletionFacts(
  db: Handle,
  { spans, teams, measure, done }: CompletionQuestion,
): Promise<CompletionFacts> {
  const span = spans.at(-1);
  if (!span) throw new Error('A report is about a week at least.');
  return {
    standings: await loadStandings(db, span, teams, measure, done),
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

/**
 * The due sets of weeks: dates that stood at the start of a week or later in it, the first of them being the baseline; and the dates that
 * stood when items were finished before it. Each week is asked for by itself, so that the planner knows how few dates are in it.
 */
function dueSets(spans: readonly Span[], teams: CompletionQuestion['teams']): SQL {
  const sets = spans.map(({ week, from, before }) => {
    // As an expression, since an index of the ends of moments would be no help.
    const reaches = sql`coalesce(m.to_at, 'infinity') >= ${at(from)} and m.counts and ${ofTeams(teams)}`;
    const days = sql`between ${week.firstDay}::date and ${week.lastDay}::date`;
    return sql`(
      select distinct on (item_id) ${week.name} as name, ${at(before)} as before_at, item_id, baseline from (
        select m.item_id, m.due as baseline, m.ordinal from item_moment m
        where m.due ${days} and m.is_owed and m.from_at < ${at(before)} and ${reaches}
        union all
        select m.item_id, m.finished_due, 2147483647 from item_moment m
        where m.finished_due ${days} and m.from_at < ${at(from)} and ${reaches}) dated
      order by item_id, ordinal)`;
  });
  return sql`due_set as (${sql.join(sets, sql` union all `)})`;
}

/** The moment of an item of the due set at the end of its week. */
const atItsEnd = momentOf(sql`due_set.item_id`, sql`due_set.before_at`);

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
    with ${dueSets([span], teams)}
    select i.id, i.issue_key as key, i.text, i.team, n.services, n.severity, m.priority, i.category,
      due_set.baseline, m.state, ${milliseconds(sql`m.state_since`)} as state_since, m.due
    from due_set ${atItsEnd} ${itemOf(sql`due_set.item_id`)}
    join incident n on n.id = i.incident_id`);
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
    with ${dueSets(spans, teams)}
    select json_agg(json_build_array(due_set.name, ${promiseColumns})) as promises from due_set ${atItsEnd}`);
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
      - ${milliseconds(sql`m.created_at`)}) as times
    from item_moment m
    where ${asOf(span.before)} and m.counts and m.created_at >= ${at(span.asOf.getTime() - 365 * dayMs)} and ${ofTeams(teams)}
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
    with late as (
      select distinct item_id from item_event
      where recorded_at - occurred_at > interval '24 hours'
        and occurred_at < ${at(span.before)} and recorded_at > ${at(span.week.to.getTime() + dayMs)})
    select m.item_id as id from late ${momentOf(sql`late.item_id`, span.before)}
    where m.counts and ${ofTeams(teams)} order by m.created_at, m.item_id`);
  return rows.map(({ id }) => id);
}
