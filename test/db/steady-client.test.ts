import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open-database.ts';
import { usualSettings } from '../../src/db/embedded/open-embedded.ts';
import { openAnother } from '../support/database.ts';

// On a server the connection is lost when the server ends it; on the embedded database when a transaction sat idle for too long.
const place = await openAnother();
await place.close();
const database = await openDatabase(place, { limits: { ...usualSettings.limits, idleInTransaction: 200 } });
const { db } = database;

beforeAll(() => db.execute(sql`create table note (text text)`));
afterAll(() => database.close());

async function loseConnection(pid: number): Promise<void> {
  if (database.kind === 'postgres') await db.execute(sql`select pg_terminate_backend(${pid}::int)`);
  await new Promise((resolve) => setTimeout(resolve, 500));
}

describe('losing the connection in a transaction', () => {
  it('fails the transaction, and runs nothing of it on another connection', async () => {
    const rest = Promise.withResolvers<unknown>();
    const transaction = db.transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await tx.execute(sql`insert into note values ('before')`);
      await loseConnection(row?.pid ?? 0);
      await db.execute(sql`select 1`);
      await tx.execute(sql`insert into note values ('after')`).then(rest.resolve, rest.resolve);
    });
    await expect(transaction).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(await rest.promise).toMatchObject({ cause: { code: 'CONNECTION_CLOSED' } });
    expect([...(await db.execute(sql`select text from note`))]).toEqual([]);
  });

  it('does not commit what was lost when the transaction’s work is done', async () => {
    const work = Promise.withResolvers<void>();
    const transaction = db.transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await tx.execute(sql`insert into note values ('before')`);
      await loseConnection(row?.pid ?? 0);
      work.resolve();
      return 'done';
    });
    await expect(transaction).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await work.promise;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([...(await db.execute(sql`select text from note`))]).toEqual([]);
  });

  it('reads dates, lists and JSON on the next connection as on the first', async () => {
    const [row] = await db.execute(
      sql`select timestamptz '2026-11-20 12:00Z' as at, array['a', 'b'] as list, '{"a":1}'::jsonb as json`,
    );
    expect(row).toEqual({ at: '2026-11-20 12:00:00+00', list: ['a', 'b'], json: { a: 1 } });
  });

  it('leaves the next transaction whole', async () => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('whole')`);
      await tx.transaction(
        async (inner) => void (await inner.execute(sql`insert into note values ('nested')`)),
      );
    });
    expect([...(await db.execute(sql`select text from note order by 1`))]).toEqual([
      { text: 'nested' },
      { text: 'whole' },
    ]);
  });
});
