import { fileURLToPath } from 'node:url';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { DatabaseError } from './database-error.ts';
import type { Handle } from './database.ts';
import type { OpenDatabase } from './open-database.ts';

const ourMigrations = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** The same table that drizzle-kit's own tools read. */
const applied = sql`drizzle.__drizzle_migrations`;

/** Any number, as long as it is always the same and nobody else's. */
const lockKey = 4_680_117_313;

/**
 * Brings the tables up to date, in one transaction, and says how many migrations that took. Several processes may start at once: the
 * lock lets one through, and the others then find nothing to do; on the embedded database a transaction is alone anyway. Throws
 * DatabaseError when the database is newer than this program, or lacks pg_trgm and will not let us install it.
 */
export async function migrate(database: OpenDatabase, folder: string = ourMigrations): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
    const last = await lastApplied(tx);
    const newest = migrations.at(-1)?.folderMillis ?? 0;
    if (last > newest) throw new DatabaseError(newerDatabase(last));
    const due = migrations.filter((migration) => migration.folderMillis > last);
    for (const migration of due) await apply(tx, migration);
    return due.length;
  });
}

/** When the last migration that was applied was made, in milliseconds; 0 in a new database. */
async function lastApplied(tx: Handle): Promise<number> {
  const [schema] = await tx.execute<{ isThere: boolean }>(
    sql`select to_regnamespace('drizzle') is not null as "isThere"`,
  );
  if (!schema?.isThere) await run(tx, 'create schema drizzle');
  await tx.execute(
    sql`create table if not exists ${applied} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const [row] = await tx.execute<{ last: string | null }>(
    sql`select max(created_at) as last from ${applied}`,
  );
  return Number(row?.last ?? 0);
}

async function apply(tx: Handle, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await run(tx, statement);
  await tx.execute(
    sql`insert into ${applied} (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
  );
}

async function run(tx: Handle, statement: string): Promise<void> {
  try {
    await tx.execute(sql.raw(statement));
  } catch (error) {
    throw explained(error, statement);
  }
}

/** The role may not (42501), or the server's packages do not have the extension (0A000, 58P01). */
function explained(error: unknown, statement: string): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const extension = /create extension (?:if not exists )?"?(\w+)/i.exec(statement)?.[1];
  const remedy = extension ? extensionRemedy(code, extension) : code === '42501' ? grantCreate : null;
  return remedy ? new DatabaseError(remedy, { cause: error }) : error;
}

function extensionRemedy(code: string, extension: string): string | null {
  const need = `The database needs the extension ${extension}.`;
  if (code === '42501') {
    return `${need} This role may not create it. Let a database administrator run once, in this database: CREATE EXTENSION ${extension};`;
  }
  if (code !== '0A000' && code !== '58P01') return null;
  return `${need} The server does not have it: install its contrib package (Debian: postgresql-contrib) and try again.`;
}

const grantCreate =
  'This role may not create tables. Let a database administrator run: GRANT CREATE ON DATABASE … TO …; and, in that database, GRANT CREATE ON SCHEMA public TO …;';

function newerDatabase(last: number): string {
  const made = new Date(last).toISOString();
  return `The database was already used by a newer version of Followthrough (its last migration is of ${made}). Run that version or a later one; this one would damage it.`;
}
