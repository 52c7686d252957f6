import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slipLedger } from '../../src/actions/slip-ledger.ts';
import { isUnfinished, valueAt, type TrackedItem } from '../../src/actions/item-history.ts';
import { askSlips } from '../../src/answers/ask-slips.ts';
import { histories, instants, weeks } from '../metrics/random-history.ts';
import { berlin, policy } from '../metrics/sample-item.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** The pushes of counting items within a span, as their ledgers tell them. */
function pushesOf(items: readonly TrackedItem[], from: Date, through: Date) {
  return items
    .filter(({ events, createdAt }) => isUnfinished(valueAt(events, 'state', createdAt)))
    .flatMap((item) =>
      slipLedger(item, through)
        .entries.filter(({ kind, at }) => kind === 'push' && at >= from)
        .map(({ at, by, origin, from: before, to, days }) => ({
          id: uuidOf(item.id),
          at,
          by,
          origin,
          from: before,
          to,
          days,
        })),
    );
}

const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();

it('the pushes of a week from the database are those of the ledgers, with who made each', async () => {
  const people = fc.constantFrom('Priya Nair', 'Tom Becker', null);
  const asked = fc.record({
    week: fc.constantFrom(...weeks),
    now: fc.oneof(
      instants.map((at) => new Date(at)),
      fc.constant(new Date('2027-06-01T00:00:00Z')),
    ),
  });
  let met = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(histories, { minLength: 4, maxLength: 8 }),
      fc.infiniteStream(people),
      fc.array(asked, { minLength: 4, maxLength: 4 }),
      async (lists, names, questions) => {
        const drawn = lists.flatMap((list, at) => list.map((item) => ({ ...item, id: `${at}.${item.id}` })));
        const items = drawn.map((item) => ({
          ...item,
          incidentId: `INC-${item.id}`,
          link: item.link && { ...item.link, issueId: item.id },
          events: item.events.map((event) => ({ ...event, by: names.next().value ?? null })),
        }));
        await database.reset();
        await giveItems(database.db, items);
        for (const { week, now } of questions) {
          const request = { week, now, timeZone: berlin, policy, team: null };
          const report = await askSlips(database.db, request);
          const end = new Date(Math.min(week.to.getTime() - 1, now.getTime()));
          const wanted = pushesOf(items, week.from, end);
          met += wanted.length;
          const got = report.pushesInWeek.map(
            ({ key: _key, text: _text, team: _team, services: _services, ...push }) => push,
          );
          expect(inOrder(got)).toEqual(inOrder(wanted));
          expect([report.pushes, report.days]).toEqual([
            wanted.length,
            wanted.reduce((sum, { days }) => sum + (days ?? 0), 0),
          ]);
        }
      },
    ),
    { numRuns: database.kind === 'postgres' ? 30 : 20 },
  );
  expect(met).toBeGreaterThan(20);
});
