import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadIncidentState } from '../../src/db/repeat-book-store.ts';
import { timetableWork } from '../../src/jobs/timetable-work.ts';
import { createLog } from '../../src/lib/log.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems } from '../support/given-items.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it.each(['sweep', 'fullSweep'] as const)(
  'after a %s what is new is compared with what came before',
  async (job) => {
    const { db } = database;
    await database.reset();
    await giveItems(db, [], [sampleIncident('INC-1', '2026-11-01T09:00:00Z')]);
    const settings = {
      db,
      config: testConfig(),
      trackers: new Map(),
      clock: () => new Date(),
      worker: 'one',
    };

    await timetableWork(settings, createLog('silent'))[job](new Date(), new AbortController().signal);

    const state = await loadIncidentState(db);
    expect(state?.compared).toBe(state?.state);
  },
);
