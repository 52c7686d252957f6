import { sql, type SQL } from 'drizzle-orm';

/** An instant, given in milliseconds, as a value in SQL. */
export function at(instant: number): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`;
}

/** An instant of the database as a number of milliseconds, which costs less to read than a text. */
export function milliseconds(expression: SQL): SQL {
  return sql`(extract(epoch from ${expression}) * 1000)::float8`;
}

export function instantAt(value: number): Date {
  return new Date(value);
}

export function instantOrNull(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
