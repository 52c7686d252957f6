import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/open-database.ts';
import { copyFolder } from '../../support/database.ts';

// Two clients of one engine in one process: the second comes through the socket, as another process would.
const { directory } = copyFolder();
const holder = await openDatabase({ url: null, directory });
const other = await openDatabase({ url: null, directory });
await holder.db.execute(sql`create table note (id int generated always as identity, text text unique)`);

afterAll(async () => {
  await other.close();
  await holder.close();
});

describe.each([
  ['the holder', holder],
  ['a process that shares', other],
])('%s', (_name, database) => {
  it('reads a hundred thousand rows at once', async () => {
    const rows = await database.db.execute<{ number: number; text: string }>(
      sql`select number, repeat('x', 100) || number as text from generate_series(1, 100000) as number`,
    );
    expect(rows.length).toBe(100_000);
    expect(rows.at(-1)).toEqual({ number: 100_000, text: `${'x'.repeat(100)}100000` });
  });

  it('sends a value of many megabytes', async () => {
    const text = 'ä€'.repeat(2_000_000);
    const [row] = await database.db.execute(
      sql`select length(${text}::text) as length, md5(${text}::text) = md5(${text}::text) as same`,
    );
    expect(row).toEqual({ length: 4_000_000, same: true });
  });

  it('gets the SQLSTATE, the constraint and the table of an error, and goes on', async () => {
    await database.db.execute(sql`insert into note (text) values ('twice') on conflict do nothing`);
    const attempt = database.db.execute(sql`insert into note (text) values ('twice')`);
    await expect(attempt).rejects.toMatchObject({
      cause: { code: '23505', constraint_name: 'note_text_key', table_name: 'note' },
    });
    expect([...(await database.db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  });

  it('gets every answer to what it asked at once, in order', async () => {
    const asked = Array.from({ length: 200 }, (_, index) => index);
    const answers = await Promise.all(asked.map((n) => database.db.execute(sql`select ${n}::int as n`)));
    expect(answers.map(([row]) => row?.['n'])).toEqual(asked);
  });

  it('undoes a part of a transaction', async () => {
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into note (text) values (${`kept by ${_name}`})`);
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`insert into note (text) values (${`undone by ${_name}`})`);
          throw new Error('changed my mind');
        })
        .catch(() => undefined);
    });
    const rows = await database.db.execute(sql`select text from note where text like ${`% by ${_name}`}`);
    expect([...rows]).toEqual([{ text: `kept by ${_name}` }]);
  });
});

describe('two clients', () => {
  it('wait for each other’s transaction', async () => {
    const order: string[] = [];
    const first = holder.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      order.push('holder begins');
      void second();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.execute(sql`select 1`);
      order.push('holder ends');
    });
    const done = Promise.withResolvers<void>();
    async function second(): Promise<void> {
      await other.db.execute(sql`select 1`);
      order.push('other');
      done.resolve();
    }
    await Promise.all([first, done.promise]);
    expect(order).toEqual(['holder begins', 'holder ends', 'other']);
  });

  it('keep the session’s settings, temporary tables and locks to themselves', async () => {
    await other.db.execute(sql`set search_path = pg_catalog`);
    await other.db.execute(sql`create temporary table mine (text text)`);
    await other.db.execute(sql`select pg_advisory_lock(42)`);
    const [row] = await holder.db.execute(
      sql`select current_setting('search_path') as path, to_regclass('mine') as mine,
            (select count(*)::int from pg_locks where locktype = 'advisory') as locks`,
    );
    expect(row).toEqual({ path: 'public', mine: null, locks: 0 });
  });

  it('see the same zone and encoding as on a server', async () => {
    for (const { db } of [holder, other]) {
      const [row] = await db.execute(
        sql`select current_setting('TimeZone') as zone, current_setting('client_encoding') as encoding`,
      );
      expect(row).toEqual({ zone: 'UTC', encoding: 'UTF8' });
    }
  });
});
