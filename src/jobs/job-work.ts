import type { JobName } from '../db/vocabularies.ts';

/**
 * What each entry of the timetable does: one verb call. Throws when the run failed. Long work looks at `stopping` between its calls:
 * once it is aborted, what is left is for the next process.
 */
export type JobWork = Readonly<Record<JobName, (now: Date, stopping: AbortSignal) => Promise<void>>>;
