import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../lib/log.ts';

/** What every route works with. */
export interface WebContext {
  readonly config: Config;
  readonly db: Database;
  readonly clock: () => Date;
  readonly log: Log;
  /** Whether the timetable turns. */
  readonly isTimetableRunning: () => boolean;
}
