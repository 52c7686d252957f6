import { sql, type SQL } from 'drizzle-orm';

/** Texts as one value: a statement takes only so many, and the planner knows how many are in one list. */
export function texts(list: readonly string[]): SQL {
  return sql`${`{${list.map(quoted).join(',')}}`}::text[]`;
}

/** Ids in the same way. */
export function ids(list: readonly string[]): SQL {
  return sql`${`{${list.join(',')}}`}::uuid[]`;
}

/** As it stands within an array of Postgres. */
function quoted(text: string): string {
  return /["\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${text}"`;
}
