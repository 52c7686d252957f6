import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshot } from '../../src/db/snapshot.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a snapshot is one instant from its first reading on, and changes nothing', async () => {
  const seen = await snapshot(database.db, async (tx) => [
    ...(await tx.execute(sql`
      select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as "only"`)),
  ]);

  expect(seen).toEqual([{ level: 'repeatable read', only: 'on' }]);
});

it('a snapshot fails with what its reading failed with, and the next one works', async () => {
  const failing = snapshot(database.db, (tx) => tx.execute(sql`select 1 / 0`));

  await expect(failing).rejects.toThrow(/select 1 \/ 0/);
  expect(await snapshot(database.db, async () => 'read')).toBe('read');
});
