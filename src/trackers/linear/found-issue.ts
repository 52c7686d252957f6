import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import { hiddenKey } from './backlink.ts';
import type { LinearApi } from './linear-api.ts';
import { refused } from './outcome.ts';
import type { ProvenNode } from './shapes.ts';

/**
 * Whether the issue that is there under the request's id was made for it: it carries the hidden key, or none at all and we made
 * it in the team it was meant for. Anything else is another's issue and is never adopted (trackers.md L10).
 */
export function isMeant({ identity, draft }: IssueRequest, issue: ProvenNode, viewerId: string): boolean {
  const key = hiddenKey(issue);
  if (key !== null) return key === identity.key;
  return issue.creator?.id === viewerId && issue.team.key === draft.destination.project;
}

/** Whether the issue carries its link back with the hidden key. */
export function isLinked({ identity, draft }: IssueRequest, issue: ProvenNode): boolean {
  const linked = issue.attachments.nodes.some(({ url }) => url === draft.backlink.url);
  return linked && hiddenKey(issue) === identity.key;
}

/** Refuses to take somebody else's issue for the request's. */
export function anothers(
  api: LinearApi,
  { identifier }: { readonly identifier: string },
): WriteOutcome<never> {
  return refused(
    `Linear (${api.trackerId}) has another issue, ${identifier}, under the id meant for this one. Look at it before trying again.`,
  );
}

/** Refuses to go on where Linear answered with issues nobody sent, which may be this one under another id (trackers.md L12, L13). */
export function underAnotherId(api: LinearApi, identifiers: readonly string[]): WriteOutcome<never> {
  const where = identifiers.length === 0 ? 'an issue of the same title' : identifiers.join(', ');
  return refused(
    `Linear (${api.trackerId}) did not keep the id it was sent: ${where} may be this item’s issue. Delete it if it is a copy, then try again.`,
  );
}

/** What to tell of an issue that is there and was thrown away. */
export function binNotes(issue: Issue): string[] {
  return issue.trashed ? [`${issue.key} is in Linear’s bin; restore it there, or drop the item.`] : [];
}
