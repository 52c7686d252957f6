import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { addItemEvents } from '../db/item-event-store.ts';
import {
  addDrift,
  loadHistories,
  lockItems,
  noteIssue,
  putMarkerBack,
  type LinkedItem,
} from '../db/linked-item-store.ts';
import type { FetchedIssues, Issue, Tracker } from '../trackers/tracker.ts';
import { markerStep } from './marker-step.ts';
import { mergeIssue, sawAbsent } from './merge-issue.ts';

/** What came of reading some issues: how many were read, whose item gained history, and how many were not there. */
export interface AppliedIssues {
  readonly read: number;
  readonly changed: number;
  readonly missing: number;
}

/**
 * Writes down what was read of the issues of some items, whoever asked for the reading: a sweep or a delivery. Applying the same
 * reading again adds nothing. Issues of no item given are passed over.
 */
export async function applyIssues(
  { db, config }: { readonly db: Database; readonly config: Config },
  tracker: Tracker,
  items: readonly LinkedItem[],
  { issues, absent }: FetchedIssues,
  readAt: Date,
): Promise<AppliedIssues> {
  const byIssue = new Map(items.map((item) => [item.issueId, item]));
  const read = issues.flatMap((issue) => {
    const item = byIssue.get(issue.id);
    return item ? [{ item, issue }] : [];
  });
  const gone = absent.flatMap((id) => byIssue.get(id) ?? []);
  const { label } = config.policy;
  const isWorthwhile = ({ item, issue }: (typeof read)[number]) =>
    isNews(item, issue) || markerStep(item, issue, label) !== 'leave';
  const news = read.filter(isWorthwhile);
  const ids = news.map(({ issue }) => issue.id);
  const entries = ids.length === 0 ? [] : await tracker.historyOf(ids);
  const touched = [...news.map(({ item }) => item.id), ...gone.map((item) => item.id)];
  let changed = 0;
  await db.transaction(async (tx) => {
    const soFar = await lockItems(tx, touched);
    const histories = await loadHistories(tx, touched);
    for (const { item: before, issue } of news) {
      const item = { ...before, ...soFar.get(before.id) };
      // Another reading, begun later, was faster: this one shows the issue as it no longer is.
      if (item.issueUpdatedAt !== null && issue.updatedAt < item.issueUpdatedAt) continue;
      const own = entries.filter((entry) => entry.issueId === issue.id);
      const known = { ...item, events: histories.get(item.id) ?? [] };
      const added = await addItemEvents(tx, mergeIssue(known, issue, own, readAt));
      if (added > 0) changed++;
      await noteIssue(tx, item.id, issue);
      const marker = markerStep(item, issue, label);
      if (marker === 'put-back') await putMarkerBack(tx, markerWrite(item, tracker.id, label, readAt));
      if (marker === 'note')
        await addDrift(tx, item.id, `The label "${label}" was removed again; it stays off.`);
    }
    for (const item of gone) {
      await addItemEvents(tx, sawAbsent({ id: item.id, events: histories.get(item.id) ?? [] }, readAt));
    }
  });
  const trashed = issues.filter((issue) => issue.trashed).length;
  return { read: issues.length, changed, missing: gone.length + trashed };
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
