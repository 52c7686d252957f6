import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from '../support/house.ts';
import { importSource } from '../../src/intake/import-documents.ts';
import { randomIds } from '../../src/intake/new-item.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const entry = (incident: string, day: string, what: string) =>
  `## Incident on ${day} – ${what} (${incident})\n\n### Action items\n\n- [ ] Alert when ${what} again (owner: Tom Becker, due 2026-11-20)\n`;
const log = (second: string) =>
  [
    '# Incident log\n',
    entry('INC-301', '2026-11-02', 'cards are refused'),
    entry(second, '2026-11-03', 'search is slow'),
    entry('INC-303', '2026-11-04', 'mail is late'),
  ].join('\n');

const take = (text: string) =>
  importSource(
    { db: house.database.db, config: house.config, clock: () => house.now(), ids: randomIds },
    { source: 'docs/log.md', bytes: new TextEncoder().encode(text) },
    null,
  );

it('of two entries of one log that name the same incident the second is left out, and the first keeps its items', async () => {
  const imported = await take(log('INC-301'));

  expect(imported.map(({ result }) => result?.status ?? 'left out')).toEqual([
    'recorded',
    'left out',
    'recorded',
  ]);
  expect(imported[1]?.document.problems.at(-1)?.message).toMatch(
    /^Incident INC-301 is the subject of ".*cards are refused.*" in docs\/log\.md too\. ".*search is slow.*" was left out\.$/,
  );
  expect((await house.items()).map(({ incident }) => incident).toSorted()).toEqual(['INC-301', 'INC-303']);
});

it('comes in with the same command once it has an incident of its own', async () => {
  house.pass(60);

  await take(log('INC-302'));
  await house.drain();

  const items = await house.items();
  expect(items.map(({ incident, text }) => [incident, text.slice(0, 21)])).toEqual(
    expect.arrayContaining([
      ['INC-301', 'Alert when cards are '],
      ['INC-302', 'Alert when search is '],
      ['INC-303', 'Alert when mail is la'],
    ]),
  );
  expect(items).toHaveLength(3);
  expect(house.linear.store.data.issues.size).toBe(3);
});
