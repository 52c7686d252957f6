import type { LinearDocument } from '@linear/sdk';
import type { Issue, IssueDraft, IssueIdentity, WriteOutcome } from '../tracker.ts';
import { backlinkInput, hiddenKey } from './backlink.ts';
import type { Directory } from './directory.ts';
import { attachDocument, createIssueDocument, issueWithProofDocument } from './documents.ts';
import { settled, type Try, withFreshNames } from './fresh-names.ts';
import { labelIds } from './label-choice.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { outcomeOf, refused, unknown } from './outcome.ts';
import type { Fault } from './reply.ts';
import { attached, createdIssue, type IssueNode, issueWithProof } from './shapes.ts';
import { issueOf, priorityNumber } from './words.ts';

interface Plan {
  readonly input: LinearDocument.IssueCreateInput;
  readonly notes: readonly string[];
}

/**
 * Creates the issue under the identity's uuid, which Linear takes as the issue's own id and refuses a second time; a refusal for
 * that reason is read back and verified (trackers.md 1.6). Issue and backlink go in one request.
 */
export async function ensureIssue(
  api: LinearApi,
  directory: Directory,
  identity: IssueIdentity,
  draft: IssueDraft,
): Promise<WriteOutcome<Issue>> {
  return await withFreshNames(directory, () => attempt(api, directory, identity, draft));
}

async function attempt(
  api: LinearApi,
  directory: Directory,
  identity: IssueIdentity,
  draft: IssueDraft,
): Promise<Try<Issue>> {
  const plan = await planIssue(api, directory, identity, draft);
  if ('refusal' in plan) return settled(refused(plan.refusal));
  const backlink = backlinkInput(identity.uuid, draft.backlink, identity.key);
  const answer = await api.ask(createIssueDocument, { input: plan.input, backlink }, createdIssue);
  if (answer.kind === 'data') {
    return settled(judgeCreated(api, directory, identity, plan, answer.data.issueCreate));
  }
  const { fault } = answer;
  if (fault.kind === 'conflict' || fault.field === 'attachmentCreate') {
    return settled(await readBack(api, directory, identity, draft, plan.notes));
  }
  return { outcome: outcomeOf(api, fault), doubtful: fault.kind === 'refused' };
}

async function planIssue(
  api: LinearApi,
  directory: Directory,
  identity: IssueIdentity,
  draft: IssueDraft,
): Promise<Plan | { readonly refusal: string }> {
  const { destination, assignee, due } = draft;
  const team = await directory.team('key', destination.project);
  if (team === null) {
    return {
      refusal: `Linear (${api.trackerId}) has no team ${destination.project} that this credential can see. Set the team’s key as project.`,
    };
  }
  const labels = await labelIds(api, directory, draft.labels, team.id);
  if ('refusal' in labels) return labels;
  const found = assignee === null ? null : await directory.person(assignee);
  const input: LinearDocument.IssueCreateInput = {
    id: identity.uuid,
    teamId: team.id,
    title: draft.title,
    description: draft.description,
    priority: priorityNumber(draft.priority),
    labelIds: [...labels.ids],
    ...(due === null ? {} : { dueDate: due }),
    ...(found?.user ? { assigneeId: found.user.id } : {}),
  };
  return { input, notes: found?.user === null ? [`Left unassigned: ${found.why}. ${found.do}`] : [] };
}

function judgeCreated(
  api: LinearApi,
  directory: Directory,
  identity: IssueIdentity,
  { notes }: Plan,
  { success, issue }: { readonly success: boolean; readonly issue?: IssueNode | null | undefined },
): WriteOutcome<Issue> {
  if (!success || !issue)
    return unknown(api, `Linear (${api.trackerId}) did not say that it made the issue.`);
  if (issue.id.toLowerCase() !== identity.uuid.toLowerCase()) {
    return refused(
      `Linear (${api.trackerId}) answered with ${issue.identifier}, which is not the issue that was sent. Look at both before trying again.`,
    );
  }
  return { outcome: 'done', value: issueOf(issue, directory.labelName), notes };
}

/** The id is taken: ours from an earlier attempt, or somebody else's, which is never adopted. */
async function readBack(
  api: LinearApi,
  directory: Directory,
  identity: IssueIdentity,
  draft: IssueDraft,
  notes: readonly string[],
): Promise<WriteOutcome<Issue>> {
  const answer = await api.ask(issueWithProofDocument, { id: identity.uuid }, issueWithProof);
  if (answer.kind === 'fault') return afterCreation(api, answer.fault);
  const { viewer, issue } = answer.data;
  const key = hiddenKey(issue);
  const unmarkedButOurs =
    key === null && issue.creator?.id === viewer.id && issue.team.key === draft.destination.project;
  if (key !== identity.key && !unmarkedButOurs) {
    return refused(
      `Linear (${api.trackerId}) has another issue, ${issue.identifier}, under the id meant for this one. Look at it before trying again.`,
    );
  }
  await directory.learnLabels(issue.labelIds ?? []);
  const value = issueOf(issue, directory.labelName);
  const linked = issue.attachments.nodes.some(({ url }) => url === draft.backlink.url);
  const bin = value.trashed ? [`${value.key} is in Linear’s bin; restore it there, or drop the item.`] : [];
  if (linked && key !== null) return { outcome: 'done', value, notes: [...notes, ...bin] };
  const input = backlinkInput(issue.id, draft.backlink, identity.key);
  const link = await api.ask(attachDocument, { input }, attached);
  if (link.kind === 'data') return { outcome: 'done', value, notes: [...notes, ...bin] };
  if (link.fault.kind !== 'refused') return afterCreation(api, link.fault);
  const unlinked = `${value.key} carries no link back: ${link.fault.words || link.fault.what}`;
  return { outcome: 'done', value, notes: [...notes, ...bin, unlinked] };
}

/** The issue exists, so nothing here may claim that nothing was done. */
function afterCreation(api: LinearApi, fault: Fault): WriteOutcome<Issue> {
  return unknown(api, errorOf(api.trackerId, fault).message, fault.retryAfter);
}
