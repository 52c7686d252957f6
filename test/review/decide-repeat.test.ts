import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RepeatDecision } from '../../src/review/decide-repeat.ts';
import { decideRepeat, replacedText } from '../../src/review/decide-repeat.ts';
import { askRepeats } from '../../src/answers/ask-repeats.ts';
import { lastCompleteWeek } from '../../src/lib/calendar.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems } from '../support/given-items.ts';

let database: TestDatabase;
const clock = () => new Date('2026-11-16T09:00:00Z');
const apart = { services: [], causes: [] };
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.reset();
  await giveItems(
    database.db,
    [],
    [
      sampleIncident('INC-1', '2026-10-01T09:00:00Z', apart),
      sampleIncident('INC-2', '2026-11-10T09:00:00Z', apart),
      sampleIncident('INC-3', '2026-11-10T09:00:00Z', { ...apart, repeats: 'INC-1' }),
      sampleIncident('INC-4', null, apart),
    ],
  );
});
afterAll(() => database.close());

const decide = (
  incidentId: string,
  repeatsId: string,
  verdict: RepeatDecision['verdict'],
  by: string | null = null,
) => decideRepeat({ db: database.db, clock }, { incidentId, repeatsId, verdict, by });

async function report() {
  const config = testConfig();
  const { timeZone } = config.organisation;
  const week = lastCompleteWeek(clock(), timeZone);
  return askRepeats(database.db, config, { week, now: clock(), timeZone, policy: config.policy, team: null });
}

describe('a pair that a person confirms', () => {
  it('counts as a repeat from then on, in every process, and who said so is kept', async () => {
    expect((await report()).repeats).toBe(1);
    expect(await decide('INC-2', 'INC-1', 'confirmed', 'Dana')).toMatchObject({ status: 'recorded' });
    const after = await report();
    expect(after.repeats).toBe(2);
    expect(after.repeatsInWeek).toMatchObject([
      { incident: 'INC-2', repeats: 'INC-1', basis: 'confirmed' },
      { incident: 'INC-3', basis: 'declared' },
    ]);
    expect(after.decisions).toEqual([
      { incident: 'INC-2', repeats: 'INC-1', verdict: 'confirmed', by: 'Dana', at: clock() },
    ]);
  });

  it('is confirmed once; the opposite replaces it and both are told', async () => {
    await decide('INC-2', 'INC-1', 'confirmed', 'Dana');
    expect(await decide('INC-2', 'INC-1', 'confirmed', 'Tom')).toMatchObject({
      status: 'unchanged',
      verdict: { by: 'Dana' },
    });
    const replaced = await decide('INC-2', 'INC-1', 'rejected');
    expect(replaced.status === 'replaced' && replacedText(replaced)).toBe(
      'INC-2 repeats INC-1: rejected. Before: confirmed by Dana at 2026-11-16T09:00:00.000Z.',
    );
    expect((await report()).repeats).toBe(1);
  });
});

describe('a pair that cannot be', () => {
  it.each([
    ['INC-9', 'INC-1', 'incident', 'No incident INC-9 is recorded.'],
    ['INC-2', 'INC-9', 'repeats', 'No incident INC-9 is recorded.'],
    ['INC-2', 'INC-2', 'repeats', 'An incident cannot repeat itself.'],
    [
      'INC-1',
      'INC-2',
      'repeats',
      'INC-1 cannot repeat what did not start before it: INC-2 started 2026-11-10',
    ],
    ['INC-3', 'INC-2', 'repeats', 'INC-3 cannot repeat what did not start before it'],
    ['INC-4', 'INC-1', 'incident', 'When INC-4 started is not known'],
    ['INC-2', 'INC-4', 'repeats', 'When INC-4 started is not known'],
  ])('is refused: %s repeats %s', async (incident, repeats, field, message) => {
    expect(await decide(incident, repeats, 'confirmed')).toEqual({
      status: 'impossible',
      field,
      message: expect.stringContaining(message),
    });
  });

  it('nor can what is declared be rejected: the declaration would go on standing', async () => {
    expect(await decide('INC-3', 'INC-1', 'rejected')).toMatchObject({
      status: 'impossible',
      field: 'repeats',
    });
  });
});
