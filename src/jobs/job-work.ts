import type { JobName } from '../db/vocabularies.ts';

/** What each entry of the timetable does: one verb call. Throws when the run failed. */
export type JobWork = Readonly<Record<JobName, (now: Date) => Promise<void>>>;
