import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askCompletion } from '../../src/answers/ask-completion.ts';
import type { CompletionReport } from '../../src/reports/completion-report.ts';
import { histories, instants, weeks } from '../metrics/random-history.ts';
import { berlin, policy } from '../metrics/sample-item.ts';
import { completionByHistory } from '../reference/completion-by-history.ts';
import { factsOf } from '../reports/sample-facts.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

/** The same numbers, with nothing in them that says in which order the items were read. */
function comparable(report: CompletionReport): object {
  return JSON.parse(
    JSON.stringify({
      ...report,
      revised: report.revised && { itemIds: report.revised.itemIds.toSorted() },
      dueItems: report.dueItems.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    }),
  ) as object;
}

describe('the completion report from the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is the one that whole histories tell, read item by item', async () => {
    const asked = fc.record({
      week: fc.constantFrom(...weeks),
      now: instants.map((at) => new Date(at)),
      team: fc.constantFrom(null, 'payments', 'search'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(histories, { maxLength: 4 }),
        fc.array(asked, { minLength: 4, maxLength: 4 }),
        async (lists, questions) => {
          const items = lists.flatMap((list, at) =>
            list.map((item, place) => {
              const id = `${at}.${place}`;
              const link = item.link && { ...item.link, issueId: id };
              return { ...item, id, incidentId: `INC-${id}`, link };
            }),
          );
          await database.reset();
          await giveItems(database.db, items);
          const known = items.map((item) => ({ ...item, id: uuidOf(item.id) }));
          for (const question of questions) {
            const request = { ...question, timeZone: berlin, policy };
            const report = await askCompletion(database.db, request);
            expect(comparable(report)).toEqual(comparable(completionByHistory(factsOf(known), request)));
          }
        },
      ),
      { numRuns: database.kind === 'postgres' ? 20 : 10 },
    );
  });
});
