import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enqueueJob, forgetOldJobs } from '../../src/db/job-store.ts';
import { job } from '../../src/db/bookkeeping-schema.ts';
import type { JobName } from '../../src/db/vocabularies.ts';
import { startTimetable, type Timetable } from '../../src/jobs/timetable.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { createRunners, gate, type Runners } from './runners.ts';

let database: TestDatabase;
let runners: Runners;
const started: Timetable[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
  // A Monday, an hour after the digest was due.
  runners = createRunners(database, '2026-11-16T08:00:00Z');
});
afterEach(async () => {
  for (const timetable of started.splice(0)) await timetable.stop();
});

const config = testConfig();

async function start(worker: string, schedule = config.schedule, settings = runners.settings(worker)) {
  const timetable = await startTimetable(settings, { ...config, schedule });
  started.push(timetable);
  return timetable;
}

/** Starts a process, lets what is due at the start end, and stops it again. */
async function startAndStop(worker: string): Promise<void> {
  const timetable = await start(worker);
  await timetable.stop();
}

const before = (name: JobName, slot: string) => enqueueJob(database.db, name, new Date(slot), new Date(slot));
const digests = () => runners.begun.filter((line) => line.endsWith('digest'));
const slots = async (name: JobName) =>
  (await database.db.select().from(job).where(eq(job.name, name)).orderBy(job.slot)).map(({ slot }) => slot);

const wall = (worker: string) => ({ ...runners.settings(worker), clock: () => new Date() });

describe('a process that starts', () => {
  it('reads and writes at once, but owes nobody a digest on its first day', async () => {
    await startAndStop('a');

    expect(runners.begun.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'a drain',
      'a fullSweep',
      'a sweep',
    ]);
  });

  it('catches up with a digest that was missed while nothing ran', async () => {
    await before('digest', '2026-11-09T07:00:00Z');
    await startAndStop('a');

    // The slot of a week ago had not been run either; the newer one stands for both.
    expect(digests()).toEqual(['a digest']);
    expect((await slots('digest')).at(-1)).toEqual(new Date('2026-11-16T07:00:00Z'));
  });

  it('catches up with the very first digest when it was at work before', async () => {
    await before('drain', '2026-11-12T10:00:00Z');
    await startAndStop('a');

    expect(digests()).toEqual(['a digest']);
  });

  it('does nothing again that was done in this slot', async () => {
    await before('digest', '2026-11-16T07:00:00Z');
    await startAndStop('a');
    const first = [...runners.begun];

    await startAndStop('b');

    expect(first).toContain('a digest');
    expect(runners.begun).toEqual(first);
  });

  it('leaves what was missed to one of several that start together', async () => {
    await before('digest', '2026-11-09T07:00:00Z');

    await Promise.all(['a', 'b', 'c'].map(startAndStop));

    expect(digests()).toHaveLength(1);
  });

  it('forgets the runs of long ago, but not the last of each name', async () => {
    await startAndStop('a');
    runners.pass(60);
    await startAndStop('b');
    const kept = await slots('drain');

    await forgetOldJobs(database.db, new Date('2027-01-01T00:00:00Z'));

    expect(kept).toHaveLength(2);
    expect(await slots('drain')).toEqual(kept.slice(-1));
  });
});

describe('a process that stops', () => {
  it('waits for what is under way', async () => {
    const work = gate();
    runners.does('drain', () => work.opened);
    const timetable = await start('a');
    await expect.poll(() => runners.begun).toContain('a drain');
    let stopped = false;

    const stopping = timetable.stop().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect({ stopped, running: timetable.isRunning() }).toEqual({ stopped: false, running: false });
    work.open();
    await stopping;
    expect(stopped).toBe(true);
  });

  it('tells long work to end early, and begins nothing more', async () => {
    const long = gate();
    const told = new Promise<void>((resolve) => {
      runners.does('drain', async (stopping) => {
        stopping.addEventListener('abort', () => resolve());
        long.open();
        await told;
      });
    });
    const timetable = await start('a');
    await long.opened;
    await before('drain', '2026-11-03T07:00:00Z');

    await timetable.stop();

    expect(runners.begun.filter((line) => line === 'a drain')).toHaveLength(1);
    expect(runners.errors).toEqual([]);
  });
});

describe('the clockwork itself', () => {
  const never = '0 0 29 2 *';
  const quiet = { drain: never, sweep: never, fullSweep: never, digest: never };

  it('runs every slot once, however many processes turn it', async () => {
    const schedule = { ...quiet, drain: '* * * * * *' };
    for (const worker of ['a', 'b']) await start(worker, schedule, wall(worker));
    await expect.poll(() => runners.begun.length, { timeout: 10_000 }).toBeGreaterThan(3);
    for (const timetable of started) await timetable.stop();

    const ran = await slots('drain');

    expect(runners.begun.length).toBeLessThanOrEqual(ran.length);
    expect(new Set(ran.map((slot) => slot.getTime() % 1000))).toEqual(new Set([0]));
    expect(runners.errors).toEqual([]);
  });

  it('runs a slot for which the process was too busy', async () => {
    const due = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000);
    const at = `${due.getUTCSeconds()} ${due.getUTCMinutes()} * * * *`;
    // Known from before, so that the start owes nothing.
    await enqueueJob(database.db, 'digest', new Date(due.getTime() - 1000), new Date('2100-01-01T00:00:00Z'));
    await start('a', { ...quiet, digest: at }, wall('a'));

    // Nothing turns in here until more than a second after the slot.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, due.getTime() + 1300 - Date.now());

    await expect.poll(async () => (await slots('digest')).at(-1), { timeout: 5000 }).toEqual(due);
  });
});
