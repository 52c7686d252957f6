import { createTask, type ScheduledTask } from 'node-cron';
import type { Config } from '../config/config.ts';
import { enqueueJob, forgetOldJobs, latestJob } from '../db/job-store.ts';
import { jobNames, type JobName } from '../db/vocabularies.ts';
import { runDueJobs, type RunnerSettings } from './run-due-jobs.ts';

export interface Timetable {
  /** Whether the clockwork turns; for the readiness page. */
  isRunning(): boolean;
  /** Stops the clockwork and waits for what is under way. */
  stop(): Promise<void>;
}

const rememberMs = 7 * 86_400_000;

/**
 * Starts the timetable. A tick of node-cron only puts its slot on the list, where a unique key lets one process win; slots
 * missed while nothing ran are caught up once at the start.
 */
export async function startTimetable(settings: RunnerSettings, config: Config): Promise<Timetable> {
  const { db, clock } = settings;
  const { timeZone } = config.organisation;
  const running = new Set<Promise<void>>();
  let stopping = false;
  const run = (name: JobName, task: () => Promise<void>) => {
    const work = task().catch((error: unknown) => settings.onError(name, error));
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const tick = async (name: JobName, slot: Date) => {
    if (stopping || !(await enqueueJob(db, name, slot, clock()))) return;
    await runDueJobs(settings);
  };
  const tasks = jobNames.map((name) =>
    createTask(config.schedule[name], (context) => run(name, () => tick(name, toSecond(context.date))), {
      timezone: timeZone,
      name,
    }),
  );
  for (const [at, name] of jobNames.entries()) {
    const task = tasks[at];
    if (task) await catchUp(settings, name, task);
  }
  await forgetOldJobs(db, new Date(clock().getTime() - rememberMs));
  run('drain', () => runDueJobs(settings));
  for (const task of tasks) void task.start();
  return {
    isRunning: () => !stopping,
    async stop() {
      stopping = true;
      await Promise.all(tasks.map(async (task) => task.destroy()));
      await Promise.all(running);
    },
  };
}

/** Every process must name a slot alike, whatever the milliseconds of its own tick. */
function toSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

/**
 * Queues the slot that should have been last, when it passed while nothing ran. A digest is only ever owed by an installation
 * that was on the timetable before; reading and writing are always due at the start. The last slot is taken to lie as far before the
 * next one as the one after it lies behind.
 */
async function catchUp({ db, clock }: RunnerSettings, name: JobName, task: ScheduledTask): Promise<void> {
  const [next, afterNext] = task.getNextRuns(2);
  if (!next || !afterNext) return;
  const lastSlot = new Date(2 * next.getTime() - afterNext.getTime());
  const latest = await latestJob(db, name);
  const owed =
    name === 'digest' ? latest !== null && latest.slot < lastSlot : latest === null || latest.slot < lastSlot;
  if (owed) await enqueueJob(db, name, lastSlot, clock());
}
