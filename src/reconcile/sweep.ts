import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { listLinkedItems, noteSweep, type LinkedItem } from '../db/linked-item-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { applyIssues } from './apply-issues.ts';

export interface SweepSettings {
  readonly db: Database;
  readonly config: Config;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
}

export interface SweepResult {
  /** Issues read, issues whose item gained history, and issues that were not there. */
  readonly read: number;
  readonly changed: number;
  readonly missing: number;
  readonly problems: readonly string[];
}

/**
 * Reads the linked issues of every tracker in bulk and writes their history with the trackers' own times. A full sweep
 * reads finished items too. A tracker that does not answer is noted and leaves the others and all records as they were.
 */
export async function sweep(
  settings: SweepSettings,
  { full }: { readonly full: boolean },
): Promise<SweepResult> {
  const results = await Promise.all(
    [...settings.trackers.values()].map((tracker) => sweepTracker(settings, tracker, full)),
  );
  return {
    read: results.reduce((sum, result) => sum + result.read, 0),
    changed: results.reduce((sum, result) => sum + result.changed, 0),
    missing: results.reduce((sum, result) => sum + result.missing, 0),
    problems: results.flatMap((result) => result.problems),
  };
}

async function sweepTracker(settings: SweepSettings, tracker: Tracker, full: boolean): Promise<SweepResult> {
  const { db, clock } = settings;
  const items = await listLinkedItems(db, tracker.id, full ? 'all' : 'unfinished');
  const startedAt = clock();
  try {
    const result = items.length === 0 ? nothingRead : await readIssues(settings, tracker, items, startedAt);
    await noteSweep(db, tracker.id, startedAt, { full, error: null });
    return result;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    await noteSweep(db, tracker.id, startedAt, { full, error: error.message });
    return { ...nothingRead, problems: [error.message] };
  }
}

const nothingRead: SweepResult = { read: 0, changed: 0, missing: 0, problems: [] };

async function readIssues(
  settings: SweepSettings,
  tracker: Tracker,
  items: readonly LinkedItem[],
  readAt: Date,
): Promise<SweepResult> {
  const fetched = await tracker.fetchIssues(items.map((item) => item.issueId));
  return { ...(await applyIssues(settings, tracker, items, fetched, readAt)), problems: [] };
}
