import type { ItemEvent } from '../actions/item-history.ts';
import type { NewItemEvent } from '../db/item-event-store.ts';
import type { ItemRow } from '../db/link-store.ts';
import type { LinkedItem, Reading } from '../db/linked-item-store.ts';
import type { Issue, IssueHistoryEntry } from '../trackers/tracker.ts';
import { markerStep } from './marker-step.ts';
import { isGone, mergeIssue, sawAbsent } from './merge-issue.ts';
import { forbidden, labelStaysOff, moved, projectHidden, withoutAbsence } from './remarks.ts';
import { standingOf } from './standing.ts';

/** An item as it is recorded while its issue is being applied to it. */
export interface RecordedItem {
  readonly row: ItemRow;
  readonly events: readonly ItemEvent[];
  /** When our own last write to the issue was answered. */
  readonly lastWriteAt: Date | null;
}

/** What a reading makes of an item. `putBack`: the marker label is to be put on the issue again. */
export interface Applied {
  readonly reading: Reading;
  readonly events: readonly NewItemEvent[];
  readonly putBack: boolean;
}

/** Whether the issue has anything to tell since it was read last. The bin does not always move the tracker's own time of change. */
export function isNews(item: LinkedItem, issue: Issue): boolean {
  return (
    item.issueUpdatedAt === null ||
    issue.updatedAt > item.issueUpdatedAt ||
    issue.key !== item.issueKey ||
    issue.trashed ||
    standingOf(issue) !== item.standing ||
    issue.duplicateOf !== item.duplicateOf ||
    (issue.assignee !== null && String(issue.assignee.active) !== (item.assigneeActive ?? 'true'))
  );
}

/** Less than this after its creation an issue shows no change that anybody made. */
const asMadeMs = 1000;

/** Whether the issue may have changed in a way that its history tells: only then is the history worth a request. */
export function hasHistory(item: LinkedItem, issue: Issue): boolean {
  if (item.issueUpdatedAt !== null) return issue.updatedAt > item.issueUpdatedAt;
  return item.adopted || issue.updatedAt.getTime() - issue.createdAt.getTime() > asMadeMs;
}

/** What an issue that was read makes of its item; null when a reading begun later was faster and knows better. */
export function applyIssue(
  { row, events, lastWriteAt }: RecordedItem,
  issue: Issue,
  entries: readonly IssueHistoryEntry[],
  { readAt, label }: { readonly readAt: Date; readonly label: string },
): Applied | null {
  if (row.issueUpdatedAt !== null && issue.updatedAt < row.issueUpdatedAt) return null;
  const step = markerStep(row, issue, label);
  const remarks = [
    ...(row.issueKey === null || row.issueKey === issue.key ? [] : [moved(row.issueKey, issue.key)]),
    ...(step === 'note' ? [labelStaysOff(label)] : []),
  ];
  return {
    events: mergeIssue({ ...row, events, lastWriteAt }, issue, entries, readAt),
    putBack: step === 'put-back',
    reading: {
      id: row.id,
      issueKey: issue.key,
      issueUrl: issue.url,
      issueTitle: issue.title,
      issueUpdatedAt: issue.updatedAt,
      standing: standingOf(issue),
      duplicateOf: issue.duplicateOf,
      drift: [...new Set([...withoutAbsence(row.drift), ...remarks])],
      markerPutBackAt: step === 'put-back' ? readAt : row.markerPutBackAt,
    },
  };
}

/** What is known of an absence besides that. */
export interface AbsenceFacts {
  /** The tracker says that the issue is there and not for us. */
  readonly isForbidden: boolean;
  /** No issue of its project that was asked for is there. */
  readonly isProjectHidden: boolean;
}

/** What it makes of an item that a sweep did not find its issue, though the tracker knew who asked. */
export function applyAbsence(
  { row, events }: RecordedItem,
  { isForbidden, isProjectHidden }: AbsenceFacts,
  readAt: Date,
): Applied {
  const news = sawAbsent({ id: row.id, events }, readAt);
  const standing = isGone([...events, ...news]) ? 'gone' : 'missing';
  const key = row.issueKey ?? '';
  const remarks = [
    ...(isForbidden ? [forbidden(key)] : []),
    ...(standing === 'gone' && isProjectHidden && !isForbidden ? [projectHidden(projectOf(key))] : []),
  ];
  const { id, issueKey, issueUrl, issueTitle, issueUpdatedAt, duplicateOf, markerPutBackAt } = row;
  const kept = { id, issueKey, issueUrl, issueTitle, issueUpdatedAt, duplicateOf, markerPutBackAt };
  const drift = [...new Set([...row.drift, ...remarks])];
  return { events: news, putBack: false, reading: { ...kept, standing, drift } };
}

/** `PAY` of `PAY-12`. */
export function projectOf(issueKey: string): string {
  return issueKey.replace(/-\d+$/, '');
}
