import type { Issue } from '../trackers/tracker.ts';
import { labelStaysOff } from './remarks.ts';

/** What to do about the marker label. */
export type MarkerStep = 'leave' | 'put-back' | 'note';

/**
 * The marker label is put back once if somebody removed it; removed again it stays off, and that is noted. A new issue may
 * not show it yet, and one that is put away or finished needs none.
 */
export function markerStep(
  item: {
    readonly issueUpdatedAt: Date | null;
    readonly markerPutBackAt: Date | null;
    readonly drift: readonly string[];
  },
  issue: Issue,
  label: string,
): MarkerStep {
  const wears = issue.labels.some((worn) => worn.toLowerCase() === label.toLowerCase());
  const unfinished = issue.state === 'open' || issue.state === 'in_progress';
  if (wears || issue.trashed || issue.archived || !unfinished || item.issueUpdatedAt === null) return 'leave';
  if (item.markerPutBackAt === null) return 'put-back';
  const sentYet = issue.updatedAt > item.markerPutBackAt;
  const noted = item.drift.includes(labelStaysOff(label));
  return sentYet && !noted ? 'note' : 'leave';
}
