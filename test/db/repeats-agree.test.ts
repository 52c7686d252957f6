import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askProgramme, askRepeats } from '../../src/answers/ask-repeats.ts';
import { insertMany } from '../../src/db/many-rows.ts';
import { pairVerdict, postmortem } from '../../src/db/schema.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import type { ReportRequest } from '../../src/reports/report-request.ts';
import { pasts } from '../incidents/random-incidents.ts';
import { lives } from '../incidents/random-lives.ts';
import { slowRepeats, type World } from '../reference/repeats-report.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const config = testConfig();
const { timeZone } = config.organisation;
const weekNames = ['2026-W36', '2026-W44', '2026-W52', '2026-W53', '2027-W09', '2027-W22', '2027-W35'];
const late = new Date('2027-12-01T00:00:00Z');

function requestOf(name: string, now: Date, team: string | null) {
  const week = weekNamed(name, timeZone);
  if (!week) throw new Error(`${name} is no week`);
  return { week, now, timeZone, policy: config.policy, team };
}

/** An incident without a known item or publication has no postmortem row in the database. */
async function record(world: World): Promise<void> {
  const { db } = database;
  await database.reset();
  await giveItems(db, world.items, world.incidents);
  await db.update(postmortem).set({ recordedAt: new Date('2100-01-01') });
  const withoutItems = world.incidents.filter(
    ({ id, postmortemPublishedAt }) =>
      postmortemPublishedAt !== null && !world.items.some(({ incidentId }) => incidentId === id),
  );
  await insertMany(
    db,
    postmortem,
    withoutItems.map(({ id, postmortemPublishedAt }, part) => ({
      id: uuidOf(`own ${part}`),
      incidentId: id,
      incidentDeclared: true,
      source: 'own',
      part,
      title: id,
      fingerprint: '',
      authors: [],
      publishedAt: postmortemPublishedAt,
      problems: [],
      recordedAt: new Date('2026-09-01'),
      editedAt: new Date('2026-09-01'),
    })),
  );
  await insertMany(
    db,
    pairVerdict,
    world.verdicts.map((verdict) => ({ ...verdict, by: null, at: new Date('2026-09-01') })),
    sql`on conflict (incident_id, repeats_id) do nothing`,
  );
}

const worlds = fc.tuple(pasts, lives).map(([{ incidents, verdicts }, items]): World => {
  const known = new Set(incidents.map(({ id }) => id));
  const byPair = new Map(verdicts.map((one) => [`${one.incidentId} ${one.repeatsId}`, one]));
  return {
    incidents,
    verdicts: [...byPair.values()],
    items: items.filter(({ incidentId }) => known.has(incidentId)),
    teams: config.teams,
    defaultTeam: config.defaultTeam,
  };
});

const questions = fc.record({
  name: fc.constantFrom(...weekNames),
  team: fc.constantFrom(null, 'payments', 'platform'),
  now: fc.constantFrom(late, late, new Date('2026-12-24T12:00:00Z')),
});

/** What the reports say, as the slow version says it. */
async function asked(request: ReportRequest) {
  const repeats = await askRepeats(database.db, config, request);
  const programme = await askProgramme(database.db, config, request);
  const { withTest, ...verified } = repeats.verified;
  expect(sumOf(verified)).toBe(withTest);
  return {
    started: repeats.incidents,
    repeats: repeats.repeats,
    preventable: repeats.preventableRepeats
      .toReversed()
      .map(({ incident, repeats: earlier, basis, openItems }) => ({
        incident,
        repeats: earlier,
        basis,
        open: openItems
          .map(({ key, daysOpen, daysOverdue }) => ({ item: String(key).slice(4), daysOpen, daysOverdue }))
          .toSorted((a, b) => (a.item < b.item ? -1 : 1)),
      })),
    cleared: repeats.fixHeld.cleared,
    held: repeats.fixHeld.held,
    verified,
    qualifying: programme.qualifying,
    published: programme.withPostmortem,
    withinLimit: Math.round((programme.withinLimit ?? 0) * programme.qualifying),
  };
}

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function wanted(world: World, request: ReportRequest) {
  const { repeats, verified, ...lists } = slowRepeats(world, request);
  return {
    repeats: repeats.length,
    preventable: repeats.filter(({ open }) => open.length > 0),
    verified,
    started: lists.started.length,
    cleared: lists.cleared.length,
    held: lists.held.length,
    qualifying: lists.qualifying.length,
    published: lists.published.length,
    withinLimit: lists.withinLimit.length,
  };
}

it(
  'reports say of any histories what asking every item at every instant says',
  { timeout: 60_000 },
  async () => {
    const met = new Map<string, number>();
    const property = fc.asyncProperty(
      worlds,
      fc.array(questions, { minLength: 4, maxLength: 4 }),
      async (world, all) => {
        await record(world);
        for (const { name, team, now } of all) {
          const request = requestOf(name, now, team);
          if (request.week.from > now) continue;
          const expected = wanted(world, request);
          expect(await asked(request)).toEqual(expected);
          for (const [what, count] of Object.entries({ ...expected, verified: sumOf(expected.verified) })) {
            met.set(what, (met.get(what) ?? 0) + (Array.isArray(count) ? count.length : count));
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 25 });
    for (const [what, count] of met) expect(`${what} ${count}`).not.toBe(`${what} 0`);
  },
);
