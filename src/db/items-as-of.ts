import { sql, type SQL } from 'drizzle-orm';
import { tellingMoment } from './telling-moment.ts';
import { at } from './sql-instants.ts';

/** The moment `m` that an item is in just before the instant, given in milliseconds. */
export function asOf(before: number): SQL {
  return sql`m.from_at < ${at(before)} and (m.to_at is null or m.to_at >= ${at(before)})`;
}

/** Narrows moments `m` to those of teams; null does not narrow. */
export function ofTeams(teams: readonly string[] | null): SQL {
  return teams === null ? sql`true` : sql`m.team in ${[...teams, '']}`;
}

/** Moments `m` that tell something by themselves. */
export const telling = sql.raw(tellingMoment);

/**
 * The moment `m` that an item is in just before the instant, looked up by the item's id. One by one, also where the planner would rather read the whole
 * table: it takes what asks for them for many times as much as it is.
 */
export function momentOf(itemId: SQL, before: SQL | number): SQL {
  const instant = typeof before === 'number' ? at(before) : before;
  return sql`
    join lateral (
      select * from item_moment last where last.item_id = ${itemId} and last.from_at < ${instant}
      order by last.ordinal desc limit 1) m on true`;
}

/** The item `i` itself, in the same way. */
export function itemOf(itemId: SQL): SQL {
  return sql`join lateral (select * from action_item where action_item.id = ${itemId} limit 1) i on true`;
}
