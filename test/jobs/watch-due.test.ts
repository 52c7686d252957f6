import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enqueueJob } from '../../src/db/job-store.ts';
import { listWatchStates } from '../../src/db/watch-store.ts';
import { runDueJobs } from '../../src/jobs/run-due-jobs.ts';
import { timetableWork } from '../../src/jobs/timetable-work.ts';
import { dueFolders } from '../../src/jobs/watch-due.ts';
import { createLog } from '../../src/lib/log.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse('2026-11-04T12:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'timetable-'));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const watched = (path: string, every: string) => ({ path, every, include: null, pull: false, as: 'pm' });
const state = (path: string, readAt: string) => ({
  folder: path,
  readAt: new Date(readAt),
  sources: [],
  gone: [],
  changed: 0,
  problems: [],
});

it.each([
  ['never read', null, true],
  ['read at its last slot', '2026-11-04T11:00:03Z', false],
  ['read before it', '2026-11-04T10:59:00Z', true],
])('a folder is due when it was %s', (_, readAt, isDue) => {
  const config = {
    ...house.config,
    intake: { ...house.config.intake, folders: [watched('a', '0 * * * *')] },
  };
  const states = readAt === null ? [] : [state('a', readAt)];

  const due = dueFolders(config, states, new Date('2026-11-04T11:59:00Z'));

  expect(due.map(({ path }) => path)).toEqual(isDue ? ['a'] : []);
});

it('on the timetable one of two processes imports what lies there', async () => {
  mkdirSync(join(folder, 'pm'));
  writeFileSync(join(folder, 'pm', 'cards.md'), document('checkout', ['| Reject codes | @priya | | | | |']));
  const config = {
    ...house.config,
    intake: { ...house.config.intake, folders: [watched(join(folder, 'pm'), '*/10 * * * *')] },
  };
  const runner = (worker: string) => {
    const settings = { db: house.database.db, config, trackers: new Map(), clock: () => house.now(), worker };
    return {
      ...settings,
      work: timetableWork(settings, createLog('silent')),
      stopping: new AbortController().signal,
      onError: (_: string, error: unknown) => {
        throw error;
      },
    };
  };
  await enqueueJob(house.database.db, 'intake', house.now(), house.now());

  await Promise.all([runDueJobs(runner('one')), runDueJobs(runner('two'))]);

  expect((await house.rows()).map(({ text }) => text)).toEqual(['Reject codes']);
  expect(await listWatchStates(house.database.db)).toMatchObject([{ changed: 1, readAt: house.now() }]);
});
