import { once } from 'node:events';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueParts, durationParts, flowParts } from '../../src/reports/item-selection.ts';
import { drawnOrganisation } from '../metrics/random-organisation.ts';
import { sampleItem } from '../metrics/sample-item.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems } from '../support/given-items.ts';
import { webOf } from './web-of.ts';
import { bareNumbers, linkedNumbers } from '../support/walked-page.ts';

const now = new Date('2026-11-05T10:00:00Z');
const config = testConfig();

/** Numbers that may stand without a list behind them, each with its reason. */
const excused = [
  // The picture is drawn from the table below it, and its caption sums that table up.
  /<svg class="chart"[^]*?<\/svg>\s*(?=<p|<details)/g,
  /<svg class="outcomes"[^]*?<\/svg>/g,
  /<figcaption>[^]*?<\/figcaption>/g,
  // The choice of team, and the fold's own words.
  /<form[^]*?<\/form>/g,
  // Days, weeks and instants.
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ [A-Z][a-z]{2} \d{4}(?:, \d\d:\d\d)?/g,
  /<div class="weeks">[^]*?<\/div>/g,
  // Names of classes that a heading has, such as h2.
  /<\/?h\d[^>]*>/g,
  // A percentage stands behind the two numbers it is made of.
  /\(\d+\s%\)/g,
  // The difference of two numbers that stand beside it.
  /\d+ (?:more|fewer) than before/g,
  // Estimates from the curve and lengths of time: no list has so many items.
  /<caption>\s*Share of items (?:completed|still unfinished)[^]*?<\/table>/g,
  /\b365\s+days\b/g,
  /The longest observation is [^]*? under observation\./g,
  /\b95 %/g,
  // The names of rows.
  /<th scope="row">[^]*?<\/th>/g,
  // What somebody wrote.
  /<ul class="lines">[^]*?<\/ul>/g,
];

/** What chance may leave out of the running week. */
const settled = [
  sampleItem('kept', '2026-10-19T09:00:00Z', '2026-11-03', [['2026-11-02T09:00:00Z', 'state', 'done']]),
  sampleItem('late', '2026-10-19T09:00:00Z', '2026-11-03', [['2026-11-04T09:00:00Z', 'state', 'done']]),
  sampleItem('drop', '2026-10-19T09:00:00Z', '2026-11-03', [['2026-11-03T09:00:00Z', 'state', 'cancelled']]),
  sampleItem('move', '2026-10-19T09:00:00Z', '2026-11-03', [['2026-11-02T09:00:00Z', 'due', '2026-11-20']]),
].map((item) => ({ ...item, link: item.link && { ...item.link, issueId: item.id } }));

let database: TestDatabase;
let server: Server | null = null;

/** Another web, since one answers an address only so often a minute. */
async function openWeb(): Promise<void> {
  server?.close();
  server = webOf({ config, database, now: () => now }).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function get(address: string, accept = '*/*'): Promise<{ status: number; text: string }> {
  const bound = server?.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const response = await fetch(`http://127.0.0.1:${port}${address}`, { headers: { accept } });
  return { status: response.status, text: await response.text() };
}

/** How many items the list says it has; and, where asked for, how many the API counts and the file of it holds. */
async function listed(address: string, isInEveryForm: boolean) {
  const page = await get(address);
  const main = page.text.slice(page.text.indexOf('<h1>'));
  const [, said] = /\b([\d,]+) (?:items?|entry|entries)\b/.exec(main) ?? [];
  const onPage = Number(said?.replaceAll(',', ''));
  if (!isInEveryForm) return { onPage };
  const query = address.slice(address.indexOf('?'));
  const json = await get(`/api/v1/action-items${query}`);
  const csv = await get(`/api/v1/action-items${query}`, 'text/csv');
  const { total } = JSON.parse(json.text) as { total: number };
  return { onPage, total, inFile: csv.text.split('\r\n').length - 2 };
}

/** The names of what narrows a list: `due service week`. */
const kindOf = (address: string) => [...new URLSearchParams(address.slice(2)).keys()].toSorted().join(' ');

beforeAll(async () => {
  database = await openTestDatabase();
  const { items, incidents } = drawnOrganisation(20_261_105);
  await giveItems(database.db, [...items, ...settled], incidents);
});
afterAll(async () => {
  server?.close();
  await database.close();
});

const walked = new Map<string, number>();
/** How often a kind of list was asked for in every form. */
const kinds = new Map<string, number>();

describe('every number leads to a list of exactly so many items', { timeout: 120_000 }, () => {
  it.each([
    ['the running week, of all teams, with the weeks before', '/completion', '2026-W45', ''],
    ['a past week, of a team', '/completion', '2026-W43', '&team=payments'],
    ['the tests of fixes', '/repeats', '2026-W45', ''],
  ])('%s', async (_, path, week, team) => {
    await openWeb();
    const { status, text } = await get(`${path}?week=${week}${team}`);
    expect(status).toBe(200);
    const numbers = linkedNumbers(text, /^\/\?/);
    const wrong: object[] = [];
    for (const [place, { text: words, n, address: list }] of numbers.entries()) {
      if (place % 150 === 149) await openWeb();
      if (walked.get(list) === n || (team !== '' && !list.includes(week))) continue;
      const kind = kindOf(list);
      kinds.set(kind, (kinds.get(kind) ?? 0) + Number(n > 0));
      const found = await listed(list, n > 0 && (kinds.get(kind) ?? 0) <= 2);
      if (Object.values(found).some((count) => count !== n)) wrong.push({ words, n, list, found });
      walked.set(list, n);
    }
    expect(wrong).toEqual([]);
    expect(numbers.length).toBeGreaterThan(4);
  });

  it('and no number of the completion page stands without one', async () => {
    await openWeb();
    for (const week of ['2026-W43', '2026-W45']) {
      const { text } = await get(`/completion?week=${week}`);
      expect(bareNumbers(text, excused)).toEqual([]);
    }
  });

  it('among them numbers of every kind, that are not nothing', () => {
    const seen = [...walked]
      .filter(([, n]) => n > 0)
      .map(([address]) => new URLSearchParams(address.slice(2)));
    const valuesOf = (name: string) => new Set(seen.flatMap((query) => query.getAll(name)));
    expect(valuesOf('due')).toEqual(new Set(dueParts));
    expect(valuesOf('flow')).toEqual(new Set(flowParts));
    expect(valuesOf('duration')).toEqual(new Set(durationParts));
    expect(valuesOf('verified').size).toBeGreaterThan(2);
    expect(valuesOf('moved').size).toBeGreaterThan(3);
    expect(valuesOf('flag').size).toBeGreaterThan(6);
    expect(valuesOf('revised')).toEqual(new Set(['yes']));
    for (const group of ['service', 'severity', 'priority', 'category']) {
      expect(valuesOf(group)).toContain('none');
      expect(valuesOf(group).size).toBeGreaterThan(2);
    }
    expect(valuesOf('team')).toEqual(new Set(['payments', 'search']));
  });
});
