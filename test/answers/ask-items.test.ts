import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemStates } from '../../src/actions/item-history.ts';
import { askItems } from '../../src/answers/ask-items.ts';
import { flagKinds } from '../../src/flags/flag.ts';
import { standings } from '../../src/flags/verification.ts';
import { slipBinNames } from '../../src/metrics/slip-bins.ts';
import { categories, priorities } from '../../src/postmortem/promise.ts';
import {
  dueParts,
  durationParts,
  everything,
  flowParts,
  type ItemSelection,
} from '../../src/reports/item-selection.ts';
import { instants, weeks } from '../metrics/random-history.ts';
import { organisations } from '../metrics/random-organisation.ts';
import { berlin, policy } from '../metrics/sample-item.ts';
import { itemsByHistory } from '../reference/items-by-history.ts';
import { factsOf } from '../reports/sample-facts.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

/** One of the words now and then; mostly nothing. */
const seldom = <T>(...words: readonly T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...words) });
const weekly = <T>(...words: readonly T[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...words) });

const selections: fc.Arbitrary<ItemSelection> = fc
  .record({
    week: fc.option(fc.constantFrom(...weeks), { freq: 3 }),
    team: seldom('payments', 'search', 'nobody'),
    service: seldom('checkout', 'index', 'none'),
    severity: seldom('SEV1', 'none', 'SEV9'),
    priority: seldom(...priorities, 'none' as const),
    category: seldom(...categories, 'none' as const),
    flag: seldom(...flagKinds),
    state: seldom(...itemStates),
    text: seldom('CODES reject', 'tom becker', 'pay-1', 'INC-2 Priya', 'zebra', '%', '_', 'a\0b'),
    due: weekly(...dueParts),
    flow: weekly(...flowParts),
    duration: weekly(...durationParts),
    moved: seldom(...slipBinNames),
    verified: seldom(...standings, 'named' as const),
    revised: fc.constantFrom(false, false, false, true),
  })
  .map((drawn) => (drawn.week ? drawn : { ...drawn, due: null, flow: null, duration: null, revised: false }));

const asked = fc.record({
  selection: selections,
  now: fc.oneof(
    instants.map((at) => new Date(at)),
    fc.constant(new Date('2027-02-01T00:00:00Z')),
  ),
  teams: seldom(['payments'], ['payments', 'search'], []),
});

describe('a list of items from the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('holds what whole histories tell, whatever it is narrowed to, and its stretches hold each entry once', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(
        organisations,
        fc.array(asked, { minLength: 12, maxLength: 12, size: 'max' }),
        fc.integer({ min: 1, max: 5 }),
        async ({ items, incidents }, questions, stretch) => {
          await database.reset();
          await giveItems(database.db, items, incidents);
          const known = items.map((item) => ({ ...item, id: uuidOf(item.id) }));
          const facts = factsOf(known, incidents);
          for (const [place, drawn] of questions.entries()) {
            const question = { ...drawn, timeZone: berlin, policy };
            const list = await askItems(database.db, question);
            const expected = itemsByHistory(facts, question);
            met += expected.ids.length;
            const ids = list.items.map(({ id }) => id);
            expect({ ids: ids.toSorted(), different: list.different, flags: list.flags }).toEqual(expected);
            expect(list.total).toBe(ids.length);
            if (place > 1) continue;
            const stretches: string[] = [];
            for (let from = 0; from <= ids.length; from += stretch) {
              const part = await askItems(database.db, { ...question, from, count: stretch });
              expect([part.total, part.flags]).toEqual([list.total, list.flags]);
              stretches.push(...part.items.map(({ id }) => id));
            }
            expect(stretches).toEqual(ids);
          }
        },
      ),
      { numRuns: 10, endOnFailure: true },
    );
    expect(met).toBeGreaterThan(30);
  });

  it('has the items with a flag first: the most urgent flag, and of each what is due first', async () => {
    await fc.assert(
      fc.asyncProperty(organisations, async ({ items, incidents }) => {
        await database.reset();
        await giveItems(database.db, items, incidents);
        const now = new Date('2026-11-05T00:00:00Z');
        const list = await askItems(database.db, { now, timeZone: berlin, policy, selection: everything });
        const places = list.items.flatMap(({ flags: [first], due }) =>
          first ? `${String(flagKinds.indexOf(first.kind)).padStart(2, '0')} ${due ?? '~'}` : [],
        );
        expect(places.length).toBeGreaterThan(0);
        expect(places).toEqual(places.toSorted());
        expect(list.items.slice(0, places.length).every(({ flags }) => flags.length > 0)).toBe(true);
      }),
      { numRuns: 3 },
    );
  });
});
