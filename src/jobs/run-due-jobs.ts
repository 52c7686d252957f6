import type { Database } from '../db/database.ts';
import { claimJob, failJob, finishJob, renewJob, type JobRow } from '../db/job-store.ts';
import { jobNames, type JobName } from '../db/vocabularies.ts';
import type { JobWork } from './job-work.ts';

export interface RunnerSettings {
  readonly db: Database;
  readonly work: JobWork;
  readonly clock: () => Date;
  readonly worker: string;
  readonly onError: (name: JobName, error: unknown) => void;
  /** Aborted when the process is asked to stop. */
  readonly stopping: AbortSignal;
}

const leaseMs = 2 * 60_000;

/**
 * Runs whatever is ready, one runner per name over all processes. Resolves when nothing is left that this process may take, or when it
 * is asked to stop and what is under way has ended.
 */
export async function runDueJobs(settings: RunnerSettings): Promise<void> {
  await Promise.all(jobNames.map((name) => runAll(settings, name)));
}

const digestTries = 12;

/** A digest comes once a week, so a failed one is tried again every 15 minutes for some hours; the others have another slot soon. */
function retryOf(held: JobRow, now: Date): Date | null {
  return held.name === 'digest' && held.attempts < digestTries ? new Date(now.getTime() + 15 * 60_000) : null;
}

async function runAll(settings: RunnerSettings, name: JobName): Promise<void> {
  const { db, clock, worker, stopping } = settings;
  while (!stopping.aborted) {
    const held = await claimJob(db, name, worker, clock(), leaseMs);
    if (!held) return;
    const renewal = setInterval(() => {
      renewJob(db, held, new Date(clock().getTime() + leaseMs)).catch((error: unknown) =>
        settings.onError(name, error),
      );
    }, leaseMs / 4);
    try {
      await settings.work[name](clock(), stopping);
      await finishJob(db, held, clock());
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await failJob(db, held, clock(), { error: message, retryAt: retryOf(held, clock()) });
      settings.onError(name, error);
    } finally {
      clearInterval(renewal);
    }
  }
}
