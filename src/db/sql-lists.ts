import { sql, type SQL } from 'drizzle-orm';

/** Texts as one value: a statement takes only so many, and the planner knows how many are in one list. */
export function texts(list: readonly string[]): SQL {
  return sql`${arrayOf(list)}::text[]`;
}

/** Ids in the same way. */
export function ids(list: readonly string[]): SQL {
  return sql`${arrayOf(list)}::uuid[]`;
}

/** As Postgres writes an array. */
function arrayOf(list: readonly string[]): string {
  return `{${list.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
