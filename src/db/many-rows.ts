import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Handle } from './database.ts';

/**
 * Inserts rows in one statement, however many they are. As values of their own they would soon be more parameters than the 65 535 that
 * Postgres takes, and parsing those takes the embedded database longer than storing the rows. Columns that no row gives get their
 * default, those that only other rows give are null. `rest` says what to do about conflicts and what to return.
 */
export async function insertMany<Table extends PgTable>(
  db: Handle,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  rest: SQL = sql``,
): Promise<readonly Record<string, unknown>[]> {
  if (rows.length === 0) return [];
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const given = [...new Set(rows.flatMap((row) => Object.keys(row)))].flatMap((name) => columns[name] ?? []);
  const names = sql.join(
    given.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const values = rows.map((row) => inColumns(columns, row));
  return db.execute(sql`
    insert into ${table} (${names})
    select ${names} from json_populate_recordset(null::${table}, ${JSON.stringify(values, wellFormed)}::json)
    ${rest}`);
}

/** Sets columns of rows by their ids, in one statement for all that set the same columns. */
export async function updateMany(
  db: Handle,
  table: PgTable,
  edits: readonly { readonly id: string; readonly set: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const alike = Map.groupBy(edits, ({ set }) => Object.keys(set).toSorted().join(' '));
  for (const some of alike.values()) {
    const names = Object.keys(some[0]?.set ?? {}).flatMap((name) => columns[name]?.name ?? []);
    if (names.length === 0) continue;
    const sets = names.map((name) => sql`${sql.identifier(name)} = given.${sql.identifier(name)}`);
    const values = some.map(({ id, set }) => ({ ...inColumns(columns, set), id }));
    await db.execute(sql`
      update ${table} set ${sql.join(sets, sql`, `)}
      from json_populate_recordset(null::${table}, ${JSON.stringify(values, wellFormed)}::json) as given
      where ${table}.id = given.id`);
  }
}

/** A row as the database names its columns. */
function inColumns(
  columns: Readonly<Record<string, PgColumn>>,
  row: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [columns[name]?.name ?? name, value]));
}

/** Half a character, left where a text was cut, is nothing that Postgres takes in JSON. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** Sets a row that is there already to what the new one says, but for the columns that stay. */
export function overwrite(table: PgTable, staying: readonly string[]): SQL {
  const sets = Object.entries(getTableColumns(table)).flatMap(([name, { name: column }]) =>
    staying.includes(name) ? [] : [sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`],
  );
  return sql`on conflict (id) do update set ${sql.join(sets, sql`, `)}`;
}
