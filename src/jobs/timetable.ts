import { createTask, type ScheduledTask } from 'node-cron';
import type { Config } from '../config/config.ts';
import { enqueueJob, firstJobAt, forgetOldJobs, latestJob } from '../db/job-store.ts';
import { jobNames, type JobName } from '../db/vocabularies.ts';
import { forgetOldDeliveries } from '../db/webhook-store.ts';
import { lastSlot } from './last-slot.ts';
import { runDueJobs, type RunnerSettings } from './run-due-jobs.ts';

export interface Timetable {
  /** Whether the clockwork turns; for the readiness page. */
  isRunning(): boolean;
  /** Stops the clockwork and waits for the calls under way; what long work has not begun is left for the next process. */
  stop(): Promise<void>;
}

const rememberMs = 7 * 86_400_000;

/**
 * Starts the timetable. A tick of node-cron only puts its slot on the list, where a unique key lets one process win; slots
 * missed while nothing ran are caught up once at the start, and those missed by a busy or sleeping process once it is awake.
 */
export async function startTimetable(
  given: Omit<RunnerSettings, 'stopping'>,
  config: Config,
): Promise<Timetable> {
  const stop = new AbortController();
  const settings = { ...given, stopping: stop.signal };
  const { db, clock } = settings;
  const { timeZone } = config.organisation;
  const running = new Set<Promise<void>>();
  const run = (name: JobName, task: () => Promise<void>) => {
    const work = task().catch((error: unknown) => settings.onError(name, error));
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const tick = async (name: JobName, slot: Date) => {
    if (stop.signal.aborted || !(await enqueueJob(db, name, slot, clock()))) return;
    if (name === 'fullSweep') await forget(settings);
    await runDueJobs(settings);
  };
  const tasks = jobNames.flatMap((name) =>
    patternsOf(name, config).map((pattern) => {
      const due = (slot: Date) => run(name, () => tick(name, slot));
      const task = createTask(pattern, ({ date }) => due(date), { timezone: timeZone, name });
      tellMissed(task, due);
      return { name, task };
    }),
  );
  for (const { name, task } of tasks) await catchUp(settings, name, lastSlot(task, timeZone, clock()));
  await forget(settings);
  run('drain', () => runDueJobs(settings));
  for (const { task } of tasks) void task.start();
  return {
    isRunning: () => !stop.signal.aborted,
    async stop() {
      stop.abort();
      await Promise.all(tasks.map(async ({ task }) => task.destroy()));
      await Promise.all(running);
    },
  };
}

/** When a job is due. Watched folders have times of their own. */
function patternsOf(name: JobName, { schedule, intake }: Config): readonly string[] {
  if (name !== 'intake') return [schedule[name]];
  return [...new Set(intake.folders.map(({ every }) => every))];
}

/** node-cron skips a slot it is more than a second late for. Of several in a row only the last is told: it stands for all. */
function tellMissed(task: ScheduledTask, tell: (slot: Date) => void): void {
  let last: Date | null = null;
  task.on('execution:missed', ({ date }) => {
    if (last === null) {
      setImmediate(() => {
        if (last) tell(last);
        last = null;
      });
    }
    last = date;
  });
}

/**
 * Queues the slot that should have been last, when it passed while nothing ran. A digest is only ever owed by an installation
 * that was on the timetable before; reading and writing are always due at the start.
 */
async function catchUp({ db, clock }: RunnerSettings, name: JobName, slot: Date | null): Promise<void> {
  if (slot === null) return;
  const latest = await latestJob(db, name);
  const first = name === 'digest' && latest === null ? await firstJobAt(db) : null;
  const owed = latest ? latest.slot < slot : name !== 'digest' || (first !== null && first < slot);
  if (owed) await enqueueJob(db, name, slot, clock());
}

async function forget({ db, clock }: RunnerSettings): Promise<void> {
  const before = new Date(clock().getTime() - rememberMs);
  await forgetOldJobs(db, before);
  await forgetOldDeliveries(db, before);
}
