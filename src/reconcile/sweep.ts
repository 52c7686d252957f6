import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { addItemEvents } from '../db/item-event-store.ts';
import {
  addDrift,
  listLinkedItems,
  loadHistories,
  noteIssue,
  noteSweep,
  putMarkerBack,
  type LinkedItem,
} from '../db/linked-item-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Issue, Tracker } from '../trackers/tracker.ts';
import { markerStep } from './marker-step.ts';
import { mergeIssue, sawAbsent } from './merge-issue.ts';

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
  const { db, config } = settings;
  const { issues, absent } = await tracker.fetchIssues(items.map((item) => item.issueId));
  const byIssue = new Map(items.map((item) => [item.issueId, item]));
  const read = issues.flatMap((issue) => {
    const item = byIssue.get(issue.id);
    return item ? [{ item, issue }] : [];
  });
  const gone = absent.flatMap((id) => byIssue.get(id) ?? []);
  const marked = read.map(({ item, issue }) => ({
    item,
    issue,
    marker: markerStep(item, issue, config.policy.label),
  }));
  const news = marked.filter(({ item, issue, marker }) => isNews(item, issue) || marker !== 'leave');
  const ids = news.map(({ issue }) => issue.id);
  const entries = ids.length === 0 ? [] : await tracker.historyOf(ids);
  const histories = await loadHistories(db, [
    ...news.map(({ item }) => item.id),
    ...gone.map((item) => item.id),
  ]);
  let changed = 0;
  await db.transaction(async (tx) => {
    for (const { item, issue, marker } of news) {
      const own = entries.filter((entry) => entry.issueId === issue.id);
      const known = { ...item, events: histories.get(item.id) ?? [] };
      const added = await addItemEvents(tx, mergeIssue(known, issue, own, readAt));
      if (added > 0) changed++;
      await noteIssue(tx, item.id, issue);
      if (marker === 'put-back')
        await putMarkerBack(tx, markerWrite(item, tracker.id, config.policy.label, readAt));
      if (marker === 'note')
        await addDrift(tx, item.id, `The label "${config.policy.label}" was removed again; it stays off.`);
    }
    for (const item of gone) {
      await addItemEvents(tx, sawAbsent({ id: item.id, events: histories.get(item.id) ?? [] }, readAt));
    }
  });
  const trashed = issues.filter((issue) => issue.trashed).length;
  return { read: issues.length, changed, missing: gone.length + trashed, problems: [] };
}

/** Whether the issue has anything to tell since it was read last. The bin does not always move the tracker's own time of change. */
function isNews(item: LinkedItem, issue: Issue): boolean {
  return (
    item.issueUpdatedAt === null ||
    issue.updatedAt > item.issueUpdatedAt ||
    issue.key !== item.issueKey ||
    issue.trashed ||
    item.presence === 'absent' ||
    (issue.assignee !== null && String(issue.assignee.active) !== (item.assigneeActive ?? 'true'))
  );
}

function markerWrite(item: LinkedItem, trackerId: string, label: string, now: Date) {
  return {
    id: randomUUID(),
    itemId: item.id,
    trackerId,
    kind: 'update' as const,
    issueUuid: randomUUID(),
    payload: { addLabels: [label] },
    state: 'queued' as const,
    runAt: now,
    notes: [],
    createdAt: now,
  };
}
