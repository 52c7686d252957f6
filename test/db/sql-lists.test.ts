import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ids, texts } from '../../src/db/sql-lists.ts';
import { anyText } from '../support/any-text.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a list of any texts comes back as it was given', async () => {
  const text = fc.oneof(
    anyText().map((any) => any.replaceAll('\0', '')),
    fc.constantFrom('', 'NULL', '"', '\\', '{a,b}', 'a,b', "it's", '\\"', '\n'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 6 }), async (list) => {
      const [row] = await database.db.execute<{ back: string[] }>(
        sql`select to_json(${texts(list)}) as back`,
      );
      expect(row?.back).toEqual(list);
    }),
    { numRuns: 60 },
  );
});

it('a list of ids finds each, and an empty one none', async () => {
  const one = '00000000-0000-4000-8000-000000000001';
  const find = (list: string[]) =>
    database.db.execute<{ is: boolean }>(sql`select ${one}::uuid = any(${ids(list)}) as is`);
  expect([...(await find([one, one.replace('1', '2')]))]).toEqual([{ is: true }]);
  expect([...(await find([]))]).toEqual([{ is: false }]);
});
