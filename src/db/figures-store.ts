import { sql, type SQL } from 'drizzle-orm';
import { crossings, type Crossing } from '../actions/item-moment.ts';
import type { FlagCounts } from '../flags/flag.ts';
import type { Span } from '../metrics/span.ts';
import type { Standing } from '../reports/completion-facts.ts';
import type { Handle } from './database.ts';
import { flagConditions, type FlagMeasure, type FlaggedWhenDone } from './flag-conditions.ts';
import { asOf, itemOf, momentOf, ofTeams, telling } from './items-as-of.ts';
import { at } from './sql-instants.ts';
import { ids } from './sql-lists.ts';

/** By what items are grouped, and how a flagged item names its group. */
const groupings: Readonly<Record<Standing['by'], SQL>> = {
  all: sql`select 'all' as grouped_by, null as key, one.* from flagged one`,
  team: sql`select 'team', one.team, one.* from flagged one`,
  service: sql`select 'service', each.service, one.* from flagged one
    left join lateral (select distinct unnest(one.services) as service) each on true`,
  severity: sql`select 'severity', one.severity, one.* from flagged one`,
  priority: sql`select 'priority', one.priority, one.* from flagged one`,
  category: sql`select 'category', one.category, one.* from flagged one`,
  moved: sql`select 'moved', one.moved_days::text, one.* from flagged one where one.is_owed`,
};

type Row = Record<string, unknown> &
  FlagCounts &
  Record<Crossing | 'open_at_start' | 'open_at_end', number> & {
    readonly grouped_by: Standing['by'];
    readonly key: string | null;
  };

/**
 * The flow of a week and the flags at its end, of all items that count and of each group of them. Only items that are unfinished, crossed a
 * line in the week or carry a flag bring anything into them, so only those are read.
 */
export async function loadStandings(
  db: Handle,
  span: Span,
  teams: readonly string[] | null,
  measure: FlagMeasure,
  done: FlaggedWhenDone,
): Promise<Standing[]> {
  const flags = Object.entries(flagConditions(measure, done));
  const standing = sql`${asOf(span.before)} and ${ofTeams(teams)} and m.counts`;
  const isCrossed = crossings.map(
    (word) => sql`count(*) filter (where crossing = ${word}) as ${sql.identifier(word)}`,
  );
  const crossed = crossings.map(
    (word) => sql`coalesce(crossed.${sql.identifier(word)}, 0) as ${sql.identifier(word)}`,
  );
  const sums = [
    sql`count(*) filter (where open_at_start)::int as open_at_start`,
    sql`count(*) filter (where is_owed)::int as open_at_end`,
    ...crossings.map((word) => sql`sum(${sql.identifier(word)})::int as ${sql.identifier(word)}`),
    ...flags.map(
      ([kind]) => sql`count(*) filter (where ${sql.identifier(kind)})::int as ${sql.identifier(kind)}`,
    ),
  ];
  const rows = await db.execute<Row>(sql`
    with crossed as (
      select item_id, (array_agg(crossing order by ordinal))[1] as first, ${list(isCrossed)} from item_moment m
      where crossing is not null and counts and from_at >= ${at(span.from)} and from_at < ${at(span.before)} and ${ofTeams(teams)}
      group by item_id),
    moment as (
      select m.* from item_moment m where ${standing} and (${telling})
      union all
      select m.* from (select item_id from crossed union select unnest(${ids([...done.regressed, ...done.unverified])})) other
      ${momentOf(sql`other.item_id`, span.before)} where m.counts and ${ofTeams(teams)} and (${telling}) is not true),
    flagged as materialized (
      select m.team, n.services, n.severity, m.priority, i.category, m.is_owed, m.moved_days,
        case when crossed.first is null then m.is_owed else crossed.first in ('done', 'dropped') end as open_at_start,
        ${list(crossed)}, ${list(flags.map(([kind, condition]) => sql`(${condition}) as ${sql.identifier(kind)}`))}
      from moment m ${itemOf(sql`m.item_id`)} join incident n on n.id = i.incident_id
      left join crossed on crossed.item_id = m.item_id)
    ${sql.join(
      Object.values(groupings).map(
        (grouped) =>
          sql`select grouped_by, key, ${list(sums)} from (${grouped}) g (grouped_by, key) group by grouped_by, key`,
      ),
      sql` union all `,
    )}`);
  return rows.map(toStanding);
}

function toStanding({
  grouped_by: by,
  key,
  open_at_start: openAtStart,
  open_at_end: openAtEnd,
  ...row
}: Row): Standing {
  const { created, reopened, done, dropped } = row;
  const { regressed, slipping, overdue, ownerless, unlinked, missing, undated } = row;
  const { cancelled_unexplained, unverified, at_risk, stale, vague } = row;
  return {
    by,
    key,
    flow: { openAtStart, created, reopened, done, dropped, openAtEnd },
    flags: {
      regressed,
      slipping,
      overdue,
      ownerless,
      unlinked,
      missing,
      undated,
      cancelled_unexplained,
      unverified,
      at_risk,
      stale,
      vague,
    },
  };
}

function list(expressions: readonly SQL[]): SQL {
  return sql.join([...expressions], sql`, `);
}
