import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../../src/db/open-database.ts';
import { usualSettings } from '../../../src/db/embedded/open-embedded.ts';
import { copyFolder } from '../../support/database.ts';

const open: OpenDatabase[] = [];

async function openWith(limits: Partial<typeof usualSettings.limits>, directory = copyFolder().directory) {
  const database = await openDatabase(
    { url: null, directory },
    { limits: { ...usualSettings.limits, ...limits } },
  );
  open.push(database);
  return { ...database, directory };
}

afterEach(async () => {
  for (const database of open.splice(0).toReversed()) await database.close();
});

async function codeOf(database: OpenDatabase, statement: SQL): Promise<string> {
  return database.db.execute(statement).then(
    () => 'done',
    (error: Error) => (error.cause as { code: string }).code,
  );
}

describe('a statement that would block everybody', () => {
  it('is not stopped by statement_timeout in this version of the engine', async () => {
    const database = await openWith({});
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 20`);
      expect([...(await tx.execute(sql`select pg_sleep(0.2)::text as slept`))]).toEqual([{ slept: '' }]);
    });
  });

  it('is ended with the engine, which comes back with all that was committed', async () => {
    const database = await openWith({ statement: 1500 });
    await database.db.execute(sql`create table note (text text)`);
    await database.db.execute(sql`insert into note values ('kept')`);
    expect(await codeOf(database, sql`select count(*) from generate_series(1, 10000000000)`)).toBe('57014');
    expect([...(await database.db.execute(sql`select text from note`))]).toEqual([{ text: 'kept' }]);
  });

  it('rolls back the transaction it was in, and nothing of that is committed', async () => {
    const database = await openWith({ statement: 1500 });
    await database.db.execute(sql`create table note (text text)`);
    const transaction = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('half')`);
      const endless = tx.execute(sql`select count(*) from generate_series(1, 10000000000)`);
      const hasty = tx.execute(sql`insert into note values ('sent before the answer')`);
      await Promise.all([endless, hasty]);
    });
    await expect(transaction).rejects.toThrow(/CONNECTION_CLOSED/);
    expect([...(await database.db.execute(sql`select text from note`))]).toEqual([]);
  });

  it('fails alone when it breaks the engine', async () => {
    const database = await openWith({});
    await database.db.execute(sql`create table note (text text)`);
    // Reading from the client is what the engine cannot do; it exits.
    expect(await codeOf(database, sql`copy note from stdin`)).toMatch(/^57P02$|^CONNECTION_CLOSED$/);
    expect(await codeOf(database, sql`insert into note values ('next')`)).toBe('done');
  });
});

describe('a transaction that nobody ends', () => {
  it('is rolled back when a query inside it is awaited outside of it', async () => {
    const database = await openWith({ idleInTransaction: 300 });
    await database.db.execute(sql`create table note (text text)`);
    const deadlock = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('half')`);
      await database.db.execute(sql`select 1`);
    });
    await expect(deadlock).rejects.toThrow(/CONNECTION_CLOSED/);
    expect([...(await database.db.execute(sql`select text from note`))]).toEqual([]);
  });

  it('does not hold up the other processes for long', async () => {
    const database = await openWith({ idleInTransaction: 300 });
    const other = await openWith({}, database.directory);
    await database.db.execute(sql`create table note (text text)`);
    await other.db.execute(sql`begin`);
    await other.db.execute(sql`insert into note values ('half')`);
    expect([...(await database.db.execute(sql`select text from note`))]).toEqual([]);
    // What the other process asks before it has noticed the loss fails; what it asks afterwards does not.
    await expect.poll(() => codeOf(other, sql`select 1`)).toBe('done');
  });
});

describe('a folder that cannot be opened', () => {
  it('is reported, and its lock given back', async () => {
    const { directory } = copyFolder();
    writeFileSync(join(directory, 'postgres', 'global', 'pg_control'), 'not what it was');
    await expect(openDatabase({ url: null, directory })).rejects.toThrow(/embedded database does not open/);
    await expect(openDatabase({ url: null, directory }, { patience: 100 })).rejects.toThrow(/does not open/);
  });

  it('is reported when it is of another major version', async () => {
    const { directory } = copyFolder();
    mkdirSync(join(directory, 'postgres'), { recursive: true });
    writeFileSync(join(directory, 'postgres', 'PG_VERSION'), '17\n');
    await expect(openDatabase({ url: null, directory })).rejects.toThrow(/does not open/);
  });
});
