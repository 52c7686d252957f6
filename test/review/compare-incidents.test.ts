import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIncidentState } from '../../src/db/repeat-book-store.ts';
import { loadSuggestions } from '../../src/db/suggestion-store.ts';
import { draftOf, type GivenIncident } from '../../src/incidents/incident-draft.ts';
import { draftRules, recordIncidents } from '../../src/intake/record-incidents.ts';
import { compareIncidents } from '../../src/review/compare-incidents.ts';
import { decideRepeat } from '../../src/review/decide-repeat.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const now = new Date('2026-11-16T09:00:00Z');
const settings = () => ({ db: database.db, config: testConfig(), clock: () => now });

async function record(...given: GivenIncident[]) {
  const drafts = given.map((one) => {
    const read = draftOf(one, draftRules(settings()));
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    return read.draft;
  });
  const outcome = await recordIncidents(settings(), drafts);
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
}

const suggested = async () =>
  (await loadSuggestions(database.db, { from: new Date(0), through: now })).map(
    ({ incident, repeats }) => `${incident} ${repeats}`,
  );

const push = {
  id: 'INC-1',
  title: 'Checkout refused cards after a currency table push',
  services: ['checkout'],
};
const stale = { id: 'INC-2', title: 'Cards refused: currency tables were stale', services: ['checkout'] };
const search = { id: 'INC-3', title: "Search's latency \\ doubled", services: ['search'] };
const on = (day: number, one: GivenIncident): GivenIncident => ({
  ...one,
  startedAt: `2026-10-${String(day).padStart(2, '0')}T09:00:00Z`,
});

describe('incidents that read alike', () => {
  it('are suggested as pairs, the later one repeating the earlier, whichever was recorded first', async () => {
    await record(on(9, stale), on(20, search));
    expect(await compareIncidents(database.db, 10)).toBe(2);
    expect(await suggested()).toEqual([]);
    await record(on(2, push));
    expect(await compareIncidents(database.db, 10)).toBe(1);
    expect(await suggested()).toEqual(['INC-2 INC-1']);
    expect(await loadSuggestions(database.db, { from: new Date(0), through: now })).toMatchObject([
      {
        title: stale.title,
        repeatsTitle: push.title,
        because: expect.arrayContaining(['service checkout', 'cards']),
      },
    ]);
  });

  it('are compared once, and again when one of them is edited', async () => {
    await record(on(2, push), on(9, stale));
    expect(await compareIncidents(database.db, 10)).toBe(2);
    expect(await compareIncidents(database.db, 10)).toBe(0);
    await record({ id: 'INC-1', title: 'Nothing of the kind', services: ['mail'] });
    await compareIncidents(database.db, 10);
    expect(await suggested()).toEqual([]);
    await record(push);
    await compareIncidents(database.db, 10);
    expect(await suggested()).toEqual(['INC-2 INC-1']);
  });

  it('turn round when the start of one is corrected', async () => {
    await record(on(2, push), on(9, stale));
    await compareIncidents(database.db, 10);
    await record(on(12, { id: 'INC-1' }));
    await compareIncidents(database.db, 10);
    expect(await suggested()).toEqual(['INC-1 INC-2']);
  });

  it('are no pair while they started at the same instant, or it is not known when', async () => {
    await record(on(2, push), on(2, stale), { ...push, id: 'INC-5' });
    await compareIncidents(database.db, 10);
    expect(await suggested()).toEqual([]);
  });

  it('are never suggested again once a person rejected the pair', async () => {
    await record(on(2, push), on(9, stale));
    await compareIncidents(database.db, 10);
    await decideRepeat(settings(), {
      incidentId: 'INC-2',
      repeatsId: 'INC-1',
      verdict: 'rejected',
      by: null,
    });
    expect(await suggested()).toEqual([]);
    await record({ id: 'INC-2', summary: 'Cards refused again, the currency table was stale.' });
    await compareIncidents(database.db, 10);
    expect(await suggested()).toEqual([]);
  });
});

it('comparing stops at the number given, the latest first, and goes on the next time', async () => {
  await record(on(2, push), on(9, stale), on(20, search));
  expect(await compareIncidents(database.db, 2)).toBe(2);
  expect((await loadIncidentState(database.db))?.compared).toBeNull();
  expect(await compareIncidents(database.db, 2)).toBe(1);
  expect(await suggested()).toEqual(['INC-2 INC-1']);
  const state = await loadIncidentState(database.db);
  expect(state?.compared).toBe(state?.state);
});
