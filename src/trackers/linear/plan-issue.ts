import type { LinearDocument } from '@linear/sdk';
import type { IssueRequest } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { labelIds } from './label-choice.ts';
import type { LinearApi } from './linear-api.ts';
import { validText, validTitle } from './valid-text.ts';
import { priorityNumber } from './words.ts';

/** One creation as Linear is to be sent it. */
export interface Plan {
  readonly input: LinearDocument.IssueCreateInput;
  readonly notes: readonly string[];
}

/** What to send for the request, or the sentence that says why nothing can be sent. Throws TrackerError when names cannot be looked up. */
export async function planIssue(
  api: LinearApi,
  directory: Directory,
  { identity, draft }: IssueRequest,
): Promise<Plan | { readonly refusal: string }> {
  const { destination, assignee, due } = draft;
  const team = await directory.team('key', destination.project);
  if (team === null) {
    return {
      refusal: `Linear (${api.trackerId}) has no team ${destination.project} that this credential can see. Set the team’s key as project.`,
    };
  }
  if (team.archivedAt || team.retiredAt) {
    return {
      refusal: `The team ${destination.project} in Linear (${api.trackerId}) is archived. Restore it, or set another team’s key as project.`,
    };
  }
  const labels = await labelIds(api, directory, draft.labels, team.id);
  if ('refusal' in labels) return labels;
  const found = assignee === null ? null : await directory.person(assignee);
  const input: LinearDocument.IssueCreateInput = {
    id: identity.uuid,
    teamId: team.id,
    title: validTitle(draft.title),
    description: validText(draft.description),
    priority: priorityNumber(draft.priority),
    labelIds: [...labels.ids],
    ...(due === null ? {} : { dueDate: due }),
    ...(found?.user ? { assigneeId: found.user.id } : {}),
  };
  return { input, notes: found?.user === null ? [`Left unassigned: ${found.why}. ${found.do}`] : [] };
}
