import { sql, type SQL } from 'drizzle-orm';
import type { Crossing, ItemAsOf, MomentFacts } from '../actions/item-moment.ts';
import type { Handle } from './database.ts';
import { tellingMoment } from './telling-moment.ts';
import { at, instantAt, instantOrNull, milliseconds } from './sql-instants.ts';

/** Which items to read, each at the moment it was in just before an instant in milliseconds. */
export interface AsOfQuestion {
  readonly before: number;
  /** Incidents that something repeats: what is done for them may have regressed. */
  readonly returned: readonly string[];
  /** Only items of these teams; null for all. */
  readonly teams: readonly string[] | null;
  /** Conditions on items `i`, incidents `n` and moments `m`. */
  readonly narrowed: SQL;
}

/** An item and what it crossed in the week it was asked about, in order. */
export interface AsOfItem extends ItemAsOf {
  readonly crossings: readonly Crossing[];
}

/**
 * Items that may have something to tell: unfinished ones, and finished ones that a flag can be about; with a span of time also those that
 * crossed a line in it.
 */
export async function loadTelling(
  db: Handle,
  { before, returned, teams, narrowed }: AsOfQuestion,
  week: { readonly from: number; readonly before: number } = { from: before, before },
): Promise<AsOfItem[]> {
  const standing = sql`${asOf(before)} and ${ofTeams(teams)}`;
  return readItems(
    db,
    sql`
    with crossed as (
      select item_id, json_agg(crossing order by ordinal) as crossings from item_moment
      where crossing is not null and counts and from_at >= ${at(week.from)} and from_at < ${at(week.before)}
      group by item_id),
    moment as (
      select m.* from item_moment m where ${standing} and (${telling})
      union all
      select m.* from action_item i join item_moment m on m.item_id = i.id
      where ${standing} and (${telling}) is not true and ${mayTell(returned)}
      union all
      select m.* from crossed join item_moment m on m.item_id = crossed.item_id join action_item i on i.id = m.item_id
      where ${standing} and (${telling}) is not true and (${mayTell(returned)}) is not true)
    select json_agg(${columns}) as items from moment m
    left join crossed on crossed.item_id = m.item_id ${withItem} where ${narrowed}`,
  );
}

/** Items by id. */
export async function loadByIds(
  db: Handle,
  { before, teams, narrowed }: Omit<AsOfQuestion, 'returned'>,
  ids: readonly string[],
): Promise<AsOfItem[]> {
  return readItems(
    db,
    sql`
    select json_agg(${columns}) as items from item_moment m cross join (select null::json as crossings) crossed ${withItem}
    where ${asOf(before)} and ${ofTeams(teams)} and ${narrowed} and i.id in (select json_array_elements_text(${JSON.stringify(ids)}::json)::uuid)`,
  );
}

/** The condition for items that have nothing to tell. */
export function quiet(returned: readonly string[]): SQL {
  return sql`(${telling}) is not true and (${mayTell(returned)}) is not true`;
}

/** The moment `m` that an item is in just before the instant, given in milliseconds. */
export function asOf(before: number): SQL {
  return sql`m.from_at < ${at(before)} and (m.to_at is null or m.to_at >= ${at(before)})`;
}

/** Narrows moments `m` to those of teams; null does not narrow. */
export function ofTeams(teams: readonly string[] | null): SQL {
  return teams === null ? sql`true` : sql`m.team in ${[...teams, '']}`;
}

const telling = sql.raw(tellingMoment);

/** Done, with a test that somebody should carry out, or for an incident that something repeats. */
function mayTell(returned: readonly string[]): SQL {
  return sql`m.state = 'done' and m.was_ever_owed and (i.test is not null
    or i.incident_id in (select json_array_elements_text(${JSON.stringify(returned)}::json)))`;
}

const withItem = sql`join action_item i on i.id = m.item_id join incident n on n.id = i.incident_id`;

/** As one JSON text in one row: many rows of many columns take the driver longer to read than the database to find. */
const columns = sql`json_build_array(
  i.id, i.incident_id, i.team, n.services, n.severity, i.category, i.test,
  i.weaknesses @> '[{"rule":"vague"}]' or i.weaknesses @> '[{"rule":"feeling"}]',
  ${milliseconds(sql`i.created_at`)}, ${milliseconds(sql`i.recorded_at`)}, i.issue_key, ${milliseconds(sql`i.linked_at`)},
  m.counts, m.state, ${milliseconds(sql`m.state_since`)}, m.due, m.moves, m.moved_days, m.assignee, m.is_assignee_active,
  m.priority, ${milliseconds(sql`m.touched_at`)}, m.absences, m.is_explained, m.accepted_until, m.verdict,
  ${milliseconds(sql`m.verdict_at`)}, m.was_ever_owed, crossed.crossings)`;

type Row = [
  id: string,
  incidentId: string,
  team: string,
  services: string[],
  severity: string | null,
  category: ItemAsOf['category'],
  test: string | null,
  isVague: boolean,
  createdAt: number,
  recordedAt: number,
  issueKey: string | null,
  linkedAt: number | null,
  counts: boolean,
  state: MomentFacts['state'],
  stateSince: number,
  due: string | null,
  moves: number,
  movedDays: number | null,
  assignee: string | null,
  isAssigneeActive: boolean,
  priority: MomentFacts['priority'],
  touchedAt: number | null,
  absences: number,
  isExplained: boolean,
  acceptedUntil: string | null,
  verdict: MomentFacts['verdict'],
  verdictAt: number | null,
  wasEverOwed: boolean,
  crossings: Crossing[] | null,
];

async function readItems(db: Handle, query: SQL): Promise<AsOfItem[]> {
  const [row] = await db.execute<{ items: Row[] | null }>(query);
  return (row?.items ?? []).map(toItem);
}

function toItem(row: Row): AsOfItem {
  const [
    id,
    incidentId,
    team,
    services,
    severity,
    category,
    test,
    isVague,
    createdAt,
    recordedAt,
    ...linkAndMoment
  ] = row;
  const [issueKey, linkedAt, counts, state, stateSince, due, moves, movedDays, assignee, ...rest] =
    linkAndMoment;
  const [isAssigneeActive, priority, touchedAt, absences, isExplained, acceptedUntil, ...said] = rest;
  const [verdict, verdictAt, wasEverOwed, crossings] = said;
  return {
    id,
    incidentId,
    team,
    services,
    severity,
    category,
    test,
    weaknesses: isVague ? ['vague'] : [],
    createdAt: instantAt(createdAt),
    recordedAt: instantAt(recordedAt),
    link: issueKey === null || linkedAt === null ? null : { key: issueKey, linkedAt: instantAt(linkedAt) },
    moment: {
      counts,
      state,
      stateSince: instantAt(stateSince),
      due,
      moves,
      movedDays,
      assignee,
      isAssigneeActive,
      priority,
      touchedAt: instantOrNull(touchedAt),
      absences,
      isExplained,
      acceptedUntil,
      verdict,
      verdictAt: instantOrNull(verdictAt),
      wasEverOwed,
    },
    crossings: crossings ?? [],
  };
}
