import { sql, type SQL } from 'drizzle-orm';
import { timestamp } from 'drizzle-orm/pg-core';

/** A column of instants, to the millisecond as JavaScript knows them. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** The condition that a column holds one of a closed vocabulary's words. */
export function oneOf(column: string, words: readonly string[]): SQL {
  return sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(', ')})`);
}
