import { sql, type SQL } from 'drizzle-orm';
import type { Policy } from '../actions/policy.ts';
import type { FlagKind } from '../flags/flag.ts';
import type { Day } from '../lib/calendar.ts';
import { at } from './sql-instants.ts';
import { ids } from './sql-lists.ts';

/** What flags are judged by, in values that SQL can hold. */
export interface FlagMeasure {
  readonly asOf: Date;
  /** The last instant of which anything counts. */
  readonly through: Date;
  readonly today: Day;
  /** The last day that is soon. */
  readonly soon: Day;
  readonly policy: Pick<Policy, 'slipping' | 'staleAfterDays' | 'unlinkedAfterHours'>;
}

/** Finished items with a flag that only the book of repeats or the words of a test can tell. */
export interface FlaggedWhenDone {
  readonly regressed: readonly string[];
  readonly unverified: readonly string[];
}

/**
 * The rules of flags/ as conditions on an item `i` and its moment `m`, so that many items are counted where they are. Each may be unknown, which
 * means no. That both ways agree is tested on random histories.
 */
export function flagConditions(
  { asOf, through, today, soon, policy }: FlagMeasure,
  { regressed, unverified }: FlaggedWhenDone,
): Readonly<Record<FlagKind, SQL>> {
  const hoursAgo = (hours: number) => at(asOf.getTime() - hours * 3_600_000);
  const isLinked = sql`i.issue_key is not null and i.linked_at <= ${at(through.getTime())}`;
  const isAccepted = sql`coalesce(m.accepted_until >= ${today}::date, false)`;
  return {
    regressed: isAmong(regressed),
    slipping: sql`m.is_owed and not ${isAccepted}
      and (m.moves >= ${policy.slipping.moves} or m.moved_days >= ${policy.slipping.days})`,
    overdue: sql`m.is_owed and not ${isAccepted} and m.due < ${today}::date`,
    ownerless: sql`m.is_owed and (coalesce(m.assignee, '') = '' or not m.is_assignee_active)`,
    unlinked: sql`m.is_owed and (${isLinked}) is not true and i.recorded_at <= ${hoursAgo(policy.unlinkedAfterHours)}`,
    missing: sql`m.is_owed and m.absences >= 2`,
    undated: sql`m.is_owed and m.due is null`,
    cancelled_unexplained: sql`m.state = 'cancelled' and m.was_ever_owed and not m.is_explained`,
    unverified: isAmong(unverified),
    at_risk: sql`m.state = 'open' and not ${isAccepted} and m.due between ${today}::date and ${soon}::date`,
    stale: sql`m.is_owed and not ${isAccepted} and ${isLinked}
      and greatest(i.created_at, i.linked_at, m.touched_at) <= ${hoursAgo(policy.staleAfterDays * 24)}`,
    vague: sql`m.is_owed and (i.weaknesses @> '[{"rule":"vague"}]' or i.weaknesses @> '[{"rule":"feeling"}]')`,
  };
}

/** One of these items. */
function isAmong(list: readonly string[]): SQL {
  return list.length === 0 ? sql`false` : sql`m.item_id = any(${ids(list)})`;
}
