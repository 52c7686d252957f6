import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimJob, enqueueJob, finishJob, latestJob, renewJob } from '../../src/db/job-store.ts';
import { job } from '../../src/db/bookkeeping-schema.ts';
import { jobNames, type JobName } from '../../src/db/vocabularies.ts';
import { runDueJobs } from '../../src/jobs/run-due-jobs.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { createRunners, gate, type Runners } from './runners.ts';

let database: TestDatabase;
let runners: Runners;
beforeEach(async () => {
  database = await openTestDatabase();
  runners = createRunners(database, '2026-11-16T07:00:00Z');
});

const enqueue = (name: JobName) => enqueueJob(database.db, name, runners.now(), runners.now());
const run = (worker: string) => runDueJobs(runners.settings(worker));
const states = async (name: JobName) =>
  (await database.db.select().from(job).where(eq(job.name, name)).orderBy(job.slot)).map(
    ({ state }) => state,
  );
const claim = (worker: string) => claimJob(database.db, 'sweep', worker, runners.now(), 120_000);

const failing = () => Promise.reject(new Error('the tracker is down'));

describe('a slot of the timetable', () => {
  it('is put on the list by one process', async () => {
    const won = await Promise.all([enqueue('sweep'), enqueue('sweep'), enqueue('sweep')]);

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await states('sweep')).toEqual(['ready']);
  });

  it('is run by one of all the runners', async () => {
    for (const name of jobNames) await enqueue(name);

    await Promise.all(['a', 'b', 'c', 'd'].map(run));

    expect(runners.begun.map((line) => line.slice(2)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'digest',
      'drain',
      'fullSweep',
      'intake',
      'sweep',
    ]);
  });

  it('waits while the same work is under way anywhere, and follows it', async () => {
    const work = gate();
    runners.does('sweep', () => work.opened);
    await enqueue('sweep');
    const first = run('a');
    await expect.poll(() => runners.begun).toEqual(['a sweep']);
    runners.pass(60);
    await enqueue('sweep');

    await run('b');
    const meanwhile = [...runners.begun];
    work.open();
    await first;

    expect(meanwhile).toEqual(['a sweep']);
    expect(runners.begun).toEqual(['a sweep', 'a sweep']);
    expect(await states('sweep')).toEqual(['done', 'done']);
  });

  it('does not wait for other work', async () => {
    const work = gate();
    runners.does('sweep', () => work.opened);
    await enqueue('sweep');
    const first = run('a');
    await expect.poll(() => runners.begun).toEqual(['a sweep']);
    await enqueue('drain');

    await run('b');

    expect(runners.begun).toEqual(['a sweep', 'b drain']);
    work.open();
    await first;
  });

  it('stands for the ones before it that were not run', async () => {
    for (let slot = 0; slot < 5; slot++) {
      await enqueue('drain');
      runners.pass(60);
    }

    await run('a');

    expect(runners.begun).toEqual(['a drain']);
    expect(await states('drain')).toEqual(['done', 'done', 'done', 'done', 'done']);
  });
});

describe('a runner that died', () => {
  it('is waited for while its lease holds, and then replaced', async () => {
    await enqueue('sweep');
    await claim('dead');
    runners.pass(119);
    await run('b');
    const early = [...runners.begun];
    runners.pass(2);

    await run('b');

    expect(early).toEqual([]);
    expect(runners.begun).toEqual(['b sweep']);
  });

  it('changes nothing when it was only slow and ends its run after all', async () => {
    await enqueue('sweep');
    const slow = await claim('slow');
    runners.pass(121);
    const taken = await claim('b');
    if (!slow || !taken) throw new Error('nothing to claim');

    await finishJob(database.db, slow, runners.now());
    await renewJob(database.db, slow, new Date('2027-01-01T00:00:00Z'));

    expect(await latestJob(database.db, 'sweep')).toEqual(taken);
    expect(taken).toMatchObject({ state: 'running', lockedBy: 'b', attempts: 2 });
  });

  it('is not one that renews its lease', async () => {
    await enqueue('sweep');
    const held = await claim('a');
    if (!held) throw new Error('nothing to claim');
    runners.pass(90);
    await renewJob(database.db, held, new Date(runners.now().getTime() + 120_000));
    runners.pass(60);

    await run('b');

    expect(runners.begun).toEqual([]);
  });
});

describe('a run that fails', () => {
  it.each(['drain', 'sweep', 'fullSweep'] as const)(
    'leaves its error and is not repeated when it is a %s: the next slot is soon',
    async (name) => {
      runners.does(name, failing);
      await enqueue(name);
      await run('a');
      runners.pass(3600);
      await run('a');

      expect(runners.begun).toEqual([`a ${name}`]);
      expect(runners.errors).toEqual([`${name}: Error: the tracker is down`]);
      expect(await latestJob(database.db, name)).toMatchObject({
        state: 'failed',
        error: 'the tracker is down',
      });
    },
  );

  it('is tried again a quarter of an hour later when it is the digest of the week', async () => {
    runners.does('digest', failing);
    await enqueue('digest');
    await run('a');
    runners.pass(14 * 60);
    await run('a');
    const early = [...runners.begun];
    runners.does('digest', () => Promise.resolve());
    runners.pass(60);

    await run('b');

    expect(early).toEqual(['a digest']);
    expect(runners.begun).toEqual(['a digest', 'b digest']);
    expect(await latestJob(database.db, 'digest')).toMatchObject({ state: 'done', error: null, attempts: 2 });
  });

  it('is given up after twelve tries', async () => {
    runners.does('digest', failing);
    await enqueue('digest');
    for (let round = 0; round < 20; round++) {
      await run('a');
      runners.pass(15 * 60);
    }

    expect(runners.begun).toHaveLength(12);
    expect(await states('digest')).toEqual(['failed']);
  });

  it('does not keep the next slot from being run', async () => {
    runners.does('sweep', failing);
    await enqueue('sweep');
    await run('a');
    runners.does('sweep', () => Promise.resolve());
    runners.pass(600);
    await enqueue('sweep');

    await run('a');

    expect(await states('sweep')).toEqual(['failed', 'done']);
  });
});
