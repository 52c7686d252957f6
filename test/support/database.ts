import { randomBytes } from 'node:crypto';
import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../src/db/open-database.ts';
import * as bookkeeping from '../../src/db/bookkeeping-schema.ts';
import * as incidents from '../../src/db/incident-schema.ts';
import * as facts from '../../src/db/schema.ts';
import { copyTemplate } from './embedded-template.ts';
import { databaseUrl } from './postgres-server.ts';

export interface TestDatabase extends OpenDatabase {
  /** Where it is, for a second connection or a child process. */
  readonly url: string | null;
  readonly directory: string;
  /** Empties every table and starts the ids again; for `beforeEach`. */
  reset(): Promise<void>;
}

const kept: { database?: Promise<TestDatabase> } = ((globalThis as Record<symbol, object>)[
  Symbol.for('followthrough test database')
] ??= {});

/**
 * An empty, migrated database: on real Postgres in the vitest project `postgres`, on the embedded one in `embedded`. The files that
 * one test process runs after each other share it, so `close` leaves it open and only the process's end closes it. What a test that
 * ran out of time still does to it after `close` throws, and so cannot spoil the tests of the next file.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  kept.database ??= openAnother();
  const shared = await kept.database;
  await shared.reset();
  const { proxy, revoke } = Proxy.revocable(shared, {});
  const db = Proxy.revocable(shared.db, {});
  return {
    ...shared,
    db: db.proxy,
    reset: () => proxy.reset(),
    close: async () => {
      revoke();
      db.revoke();
    },
  };
}

/** A database that nobody else sees. Whoever opens it closes it. */
export async function openAnother(): Promise<TestDatabase> {
  const place = await newPlace();
  const database = await openDatabase(place);
  const empty = sql.raw(emptyEverything());
  return {
    db: database.db,
    kind: database.kind,
    ...place,
    reset: async () => void (await database.db.execute(empty)),
    close: () => database.close(),
  };
}

/** A migrated database that nobody has open, of the kind this project of tests is about. */
export async function newPlace(): Promise<{ url: string | null; directory: string }> {
  return process.env['FOLLOWTHROUGH_TEST_DATABASE'] === 'embedded' ? copyFolder() : copyOnServer();
}

/** A tenth of the time of TRUNCATE, which makes new files for every table and index. */
function emptyEverything(): string {
  const names = Object.values({ ...facts, ...bookkeeping, ...incidents }).flatMap((table) =>
    is(table, PgTable) ? [getTableName(table)] : [],
  );
  const deletes = names.map((name) => `delete from "${name}";`).join(' ');
  return `do $$ begin
    set local session_replication_role = replica;
    ${deletes}
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
      from pg_sequences where schemaname = 'public';
  end $$`;
}

/** A folder with a migrated embedded database that nobody has open. */
export function copyFolder(): { url: null; directory: string } {
  return { url: null, directory: copyTemplate(inject('embeddedScratch')) };
}

async function copyOnServer(): Promise<{ url: string; directory: string }> {
  const server = inject('postgresServer');
  const template = inject('postgresTemplate');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(`create database ${name} template ${template}`);
  } finally {
    await admin.end({ timeout: 1 });
  }
  return { url: databaseUrl(server, name), directory: '' };
}
