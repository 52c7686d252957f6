import { sql, type SQL } from 'drizzle-orm';
import type { ItemAsOf, ItemMoment } from '../actions/item-moment.ts';
import { at, instantAt, instantOrNull, milliseconds } from './sql-instants.ts';

/** What `itemsAsOf` selects; instants in milliseconds. */
export interface AsOfRow extends Record<string, unknown> {
  id: string;
  incident_id: string;
  team: string;
  services: string[];
  severity: string | null;
  category: ItemAsOf['category'];
  test: string | null;
  is_vague: boolean;
  created_at: number;
  recorded_at: number;
  issue_key: string | null;
  linked_at: number | null;
  from_at: number;
  to_at: number | null;
  counts: boolean;
  state: ItemMoment['state'];
  state_since: number;
  due: string | null;
  first_due: string | null;
  moves: number;
  moved_days: number | null;
  finished_due: string | null;
  assignee: string | null;
  is_assignee_active: boolean;
  priority: ItemMoment['priority'];
  touched_at: number | null;
  absences: number;
  is_explained: boolean;
  accepted_until: string | null;
  verdict: ItemMoment['verdict'];
  verdict_at: number | null;
  was_ever_owed: boolean;
}

/** Items `i` of incidents `n` at moments `m` under a condition, with further columns and joins. */
export function itemsAsOf(columns: SQL, joins: SQL, condition: SQL): SQL {
  return sql`
    select i.id, i.incident_id, i.team, n.services, n.severity, i.category, i.test,
      i.weaknesses @> '[{"rule":"vague"}]' or i.weaknesses @> '[{"rule":"feeling"}]' as is_vague,
      ${milliseconds(sql`i.created_at`)} as created_at, ${milliseconds(sql`i.recorded_at`)} as recorded_at,
      i.issue_key, ${milliseconds(sql`i.linked_at`)} as linked_at,
      ${milliseconds(sql`m.from_at`)} as from_at, ${milliseconds(sql`m.to_at`)} as to_at, m.counts, m.state,
      ${milliseconds(sql`m.state_since`)} as state_since, m.due, m.first_due, m.moves, m.moved_days, m.finished_due,
      m.assignee, m.is_assignee_active, m.priority, ${milliseconds(sql`m.touched_at`)} as touched_at, m.absences,
      m.is_explained, m.accepted_until, m.verdict, ${milliseconds(sql`m.verdict_at`)} as verdict_at, m.was_ever_owed
      ${columns}
    from item_moment m
    join action_item i on i.id = m.item_id
    join incident n on n.id = i.incident_id
    ${joins}
    where ${condition}`;
}

/** The moment `m` that an item is in just before the instant, given in milliseconds. */
export function asOf(before: number): SQL {
  return sql`m.from_at < ${at(before)} and (m.to_at is null or m.to_at >= ${at(before)})`;
}

/** Narrows items `i` to those of teams; null does not narrow. */
export function ofTeams(teams: readonly string[] | null): SQL {
  return teams === null ? sql`` : sql`and i.team in ${[...teams, '']}`;
}

/**
 * Finished items that a flag can be about: dropped without a reason; done with a test to carry out, after a verdict, or for an incident that something
 * repeats.
 */
export function mayBeFlagged(returned: readonly string[]): SQL {
  return sql`(m.was_ever_owed and (m.state = 'cancelled' and not m.is_explained
    or m.state = 'done' and (i.test is not null or m.verdict = 'not-held'
      or i.incident_id in (select json_array_elements_text(${JSON.stringify(returned)}::json)))))`;
}

export function toItemAsOf(row: AsOfRow): ItemAsOf {
  return {
    id: row.id,
    incidentId: row.incident_id,
    team: row.team,
    services: row.services,
    severity: row.severity,
    category: row.category,
    test: row.test,
    weaknesses: row.is_vague ? ['vague'] : [],
    createdAt: instantAt(row.created_at),
    recordedAt: instantAt(row.recorded_at),
    link:
      row.issue_key === null || row.linked_at === null
        ? null
        : { key: row.issue_key, linkedAt: instantAt(row.linked_at) },
    moment: {
      from: instantAt(row.from_at),
      to: instantOrNull(row.to_at),
      counts: row.counts,
      state: row.state,
      stateSince: instantAt(row.state_since),
      crossing: null,
      due: row.due,
      firstDue: row.first_due,
      moves: row.moves,
      movedDays: row.moved_days,
      pushedFrom: null,
      finishedDue: row.finished_due,
      assignee: row.assignee,
      isAssigneeActive: row.is_assignee_active,
      priority: row.priority,
      touchedAt: instantOrNull(row.touched_at),
      absences: row.absences,
      isExplained: row.is_explained,
      acceptedUntil: row.accepted_until,
      verdict: row.verdict,
      verdictAt: instantOrNull(row.verdict_at),
      wasEverOwed: row.was_ever_owed,
    },
  };
}
