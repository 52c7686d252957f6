import { asc, getTableName } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { write } from '../../src/db/bookkeeping-schema.ts';
import * as schema from '../../src/db/schema.ts';
import { importSources, recordReading } from '../../src/intake/import-documents.ts';
import { readInBatches } from '../../src/intake/read-in-batches.ts';
import type { NewIds } from '../../src/intake/intake-plan.ts';
import { recordPostmortems, type RecordInput } from '../../src/intake/record-postmortems.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { postmortemDocument, statedItem, testConfig } from '../support/factories.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

/** Ids in a fixed order, so that two runs can be compared. */
function countedIds(): NewIds {
  let count = 0;
  const next = (length: number) => String(++count).padStart(length, '0');
  return { uuid: () => `00000000-0000-4000-8000-${next(12)}`, key: () => next(20) };
}

function settings(ids: NewIds = countedIds()) {
  let seconds = 0;
  const clock = () => new Date(Date.UTC(2026, 10, 4, 12, 0, seconds++));
  return { db: database.db, config: testConfig(), clock, ids };
}

const tables = [schema.incident, schema.postmortem, schema.actionItem, schema.itemEvent, write];

/** Every row that intake writes. */
async function rows() {
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    found[getTableName(table)] = await database.db.select().from(table).orderBy(asc(table.id));
  }
  return found;
}

/** Documents that are often the same one, a moved one, an edit, or in each other's way. */
const input = fc
  .record({
    source: fc.constantFrom('a/outage.md', 'b/outage.md', 'c/log.md'),
    part: fc.integer({ min: 0, max: 1 }),
    incident: fc.constantFrom(null, 'INC-1', 'INC-2', 'outage'),
    title: fc.constantFrom('Cards were refused', 'Search was slow'),
    items: fc.array(fc.constantFrom('Reject unknown codes', 'Alert on slow answers', 'Add a runbook'), {
      maxLength: 3,
    }),
    done: fc.constantFrom(true, false),
  })
  .map(({ source, part, incident, title, items, done }): RecordInput => {
    const plain = postmortemDocument();
    return {
      document: {
        ...plain,
        source,
        title,
        incident: { ...plain.incident, id: incident },
        actionItems: items.map((text, at) => statedItem({ text, line: at + 10, done })),
      },
      part,
      fingerprint: JSON.stringify([title, incident, items, done]),
      team: null,
    };
  });

it(
  'any documents recorded at once leave the same rows as recorded one by one',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(input, { minLength: 2, maxLength: 12, size: 'max' }), async (inputs) => {
        await database.reset();
        const oneByOne = settings();
        const results = [];
        for (const one of inputs) results.push(...(await recordPostmortems(oneByOne, [one])));
        const expected = await rows();
        await database.reset();

        expect(await recordPostmortems(settings(), inputs)).toEqual(results);
        expect(await rows()).toEqual(expected);
      }),
      { numRuns: database.kind === 'postgres' ? 40 : 15 },
    );
  },
);

it('if one of many new documents cannot be recorded, none of them is half there', async () => {
  const ids = countedIds();
  const plain = postmortemDocument();
  const inputs = ['INC-1', 'INC-2'].map((id) => ({
    document: { ...plain, source: `${id}.md`, incident: { ...plain.incident, id } },
    part: 0,
    fingerprint: id,
    team: null,
  }));

  await expect(
    recordPostmortems(settings({ ...ids, key: () => 'the same key for all' }), inputs),
  ).rejects.toThrow('action_item');

  expect(Object.values(await rows()).flat()).toEqual([]);
});

it('copies of a file that names no incident become an incident each, in whatever folder', async () => {
  const bytes = new TextEncoder().encode('# Outage\n\n## Action items\n\n- Reject unknown codes\n');
  const sources = ['a', 'b', 'c'].map((folder) => ({ source: `${folder}/outage.md`, bytes }));

  const imported = await importSources(settings(), sources, null);
  const again = await importSources(settings(), sources.toReversed(), null);

  expect(imported.map(({ result }) => result?.status)).toEqual(['recorded', 'recorded', 'recorded']);
  expect(new Set(imported.map(({ result }) => result?.incidentId)).size).toBe(3);
  expect(again.map(({ result }) => result?.status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('documents come back in the order in which they were given, however many', async () => {
  const sources = Array.from({ length: 120 }, (_, at) => ({
    source: `docs/${at}.md`,
    bytes: new TextEncoder().encode(`# Outage ${at}\n\n## Action items\n\n- Reject unknown code ${at}\n`),
  }));
  const counts: number[] = [];

  const imported = await recordReading(settings(), readInBatches(sources), null, (count) =>
    counts.push(count),
  );

  expect(imported.map(({ document }) => document.source)).toEqual(sources.map(({ source }) => source));
  expect(imported.map(({ result }) => result?.incidentId)).toEqual(sources.map((_, at) => String(at)));
  expect(counts.at(-1)).toBe(120);
  expect(await database.db.$count(schema.actionItem)).toBe(120);
});

it('a zero character that JSON can say is recorded as what cannot be shown', async () => {
  const document = { title: 'Outage', actionItems: [{ text: 'Reject \0 in codes', owner: 'A\0' }] };
  const bytes = new TextEncoder().encode(JSON.stringify(document));

  const [imported] = await importSources(settings(), [{ source: 'outage.json', bytes }], null);

  expect(imported?.result?.status).toBe('recorded');
  const [item] = await database.db.select().from(schema.actionItem);
  expect(item?.text).toBe('Reject \ufffd in codes');
});
