import type { IssueStanding } from '../db/vocabularies.ts';
import type { Issue } from '../trackers/tracker.ts';

/** How an issue that was read stands. What happened to it counts for more than where it was put away afterwards. */
export function standingOf(issue: Issue): IssueStanding {
  if (issue.trashed) return 'trashed';
  if (issue.duplicateOf !== null) return 'duplicate';
  if (issue.autoClosed) return 'auto-closed';
  return issue.archived ? 'archived' : 'present';
}

/** What a person should know of how an item's issue stands; null when it is simply there, or was never read. */
export function standingSentence(item: {
  readonly standing: IssueStanding | null;
  readonly duplicateOf: string | null;
  readonly issueKey: string | null;
}): string | null {
  const key = item.issueKey ?? 'The issue';
  switch (item.standing) {
    case null:
    case 'present':
      return null;
    case 'archived':
      return `${key} is archived.`;
    case 'trashed':
      return `${key} is in the tracker’s bin.`;
    case 'duplicate':
      return `${key} was closed as a duplicate of ${item.duplicateOf ?? 'another issue'}.`;
    case 'auto-closed':
      return `${key} was closed by a rule of the tracker, not by a person.`;
    case 'missing':
      return `${key} was not there when it was read last; the next sweep looks again.`;
    case 'gone':
      return `${key} is gone: deleted, or no longer shown to us.`;
  }
}
