import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { Tracker } from '../trackers/tracker.ts';
import type { AppliedIssues } from './apply-issues.ts';

export interface SweepSettings {
  readonly db: Database;
  readonly config: Config;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
}

/** What a sweep, or a part of one, came to. */
export type SweepReading = AppliedIssues;

export const nothingRead: SweepReading = { read: 0, changed: 0, missing: 0 };

/** Two readings as one. */
export function addUp(a: SweepReading, b: SweepReading): SweepReading {
  return { read: a.read + b.read, changed: a.changed + b.changed, missing: a.missing + b.missing };
}
