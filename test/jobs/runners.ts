import type { JobName } from '../../src/db/vocabularies.ts';
import type { RunnerSettings } from '../../src/jobs/run-due-jobs.ts';
import type { TestDatabase } from '../support/database.ts';

/** Several processes of the service on one database, with a clock the test turns and work it sees. */
export interface Runners {
  /** The work that was begun, in order, as `worker name`. */
  readonly begun: string[];
  readonly errors: string[];
  settings(worker: string): RunnerSettings;
  /** What the work of a name does from now on, instead of nothing. */
  does(name: JobName, work: (stopping: AbortSignal) => Promise<void>): void;
  now(): Date;
  pass(seconds: number): void;
}

export function createRunners(database: TestDatabase, at: string): Runners {
  let now = new Date(at);
  const begun: string[] = [];
  const errors: string[] = [];
  const acts = new Map<JobName, (stopping: AbortSignal) => Promise<void>>();
  const begin = (worker: string, name: JobName) => async (_now: Date, stopping: AbortSignal) => {
    begun.push(`${worker} ${name}`);
    await acts.get(name)?.(stopping);
  };
  return {
    begun,
    errors,
    settings: (worker) => ({
      db: database.db,
      clock: () => now,
      worker,
      work: {
        drain: begin(worker, 'drain'),
        sweep: begin(worker, 'sweep'),
        fullSweep: begin(worker, 'fullSweep'),
        digest: begin(worker, 'digest'),
        intake: begin(worker, 'intake'),
      },
      stopping: new AbortController().signal,
      onError: (name, error) => errors.push(`${name}: ${String(error)}`),
    }),
    does: (name, work) => void acts.set(name, work),
    now: () => now,
    pass: (seconds) => void (now = new Date(now.getTime() + seconds * 1000)),
  };
}

/** Something that waits until it is opened. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
