import { createHash } from 'node:crypto';
import type { LinearDocument } from '@linear/sdk';
import type { Issue, IssueChange, WriteOutcome } from '../tracker.ts';
import { backlinkInput, hiddenKey } from './backlink.ts';
import type { Directory } from './directory.ts';
import { attachDocument, commentDocument, issueWithProofDocument, updateIssueDocument } from './documents.ts';
import { settled, type Try, withFreshNames } from './fresh-names.ts';
import { labelIds } from './label-choice.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { outcomeOf, refused, unknown } from './outcome.ts';
import type { Reply } from './reply.ts';
import {
  attached,
  commented,
  type IssueNode,
  issueWithProof,
  type ProvenNode,
  updatedIssue,
} from './shapes.ts';
import { validText, validTitle } from './valid-text.ts';
import { issueOf, namelessLabels, priorityNumber, stateOf } from './words.ts';

/**
 * Makes the issue show the change: reads it, sends only what differs, then the comment and the backlink. A comment's id is made
 * from issue and text, so that the same comment is never written twice.
 */
export async function updateIssue(
  api: LinearApi,
  directory: Directory,
  issueId: string,
  change: IssueChange,
): Promise<WriteOutcome<Issue>> {
  return await withFreshNames(directory, () => attempt(api, directory, issueId, change));
}

async function attempt(
  api: LinearApi,
  directory: Directory,
  issueId: string,
  change: IssueChange,
): Promise<Try<Issue>> {
  const present = (await api.read(issueWithProofDocument, { id: issueId }, issueWithProof)).issue;
  await directory.learnLabels(namelessLabels(present));
  const plan = await planUpdate(api, directory, present, change);
  if ('refusal' in plan) return settled(refused(plan.refusal));
  const notes = [...plan.notes];
  let node: IssueNode = present;

  if (Object.keys(plan.input).length > 0) {
    const answer = await api.ask(updateIssueDocument, { id: present.id, input: plan.input }, updatedIssue);
    if (answer.kind === 'fault') {
      return { outcome: outcomeOf(api, answer.fault), doubtful: answer.fault.kind === 'refused' };
    }
    const { success, issue } = answer.data.issueUpdate;
    if (!success || !issue)
      return settled(unknown(api, `Linear (${api.trackerId}) did not say that it made the change.`));
    node = issue;
  }
  for (const [what, extra] of extras(api, present, change)) {
    const answer = await extra();
    if (answer.kind === 'data' || answer.fault.kind === 'conflict') continue;
    const { fault } = answer;
    if (fault.kind !== 'refused')
      return settled(unknown(api, errorOf(api.trackerId, fault).message, fault.retryAfter));
    notes.push(`${node.identifier} did not take the ${what}: ${fault.words || fault.what}`);
  }
  return settled({ outcome: 'done', value: issueOf(node, directory.labelName), notes });
}

interface Plan {
  readonly input: LinearDocument.IssueUpdateInput;
  readonly notes: readonly string[];
}

async function planUpdate(
  api: LinearApi,
  directory: Directory,
  present: IssueNode,
  change: IssueChange,
): Promise<Plan | { readonly refusal: string }> {
  const input: LinearDocument.IssueUpdateInput = {};
  const notes: string[] = [];
  const title = change.title === undefined ? present.title : validTitle(change.title);
  if (title !== present.title) input.title = title;
  // Linear rewrites descriptions, so the present one cannot be compared with what was sent.
  if (change.description !== undefined) input.description = validText(change.description);
  if (change.due !== undefined && change.due !== (present.dueDate ?? null)) input.dueDate = change.due;
  if (change.priority !== undefined && priorityNumber(change.priority) !== (present.priority ?? 0)) {
    input.priority = priorityNumber(change.priority);
  }
  if (change.assignee === null) input.assigneeId = null;
  else if (change.assignee !== undefined) {
    const found = await directory.person(change.assignee);
    if (found.user === null) notes.push(`The owner stays as it was: ${found.why}. ${found.do}`);
    else input.assigneeId = found.user.id;
  }
  const labels = await labelIds(api, directory, change.addLabels ?? [], present.team.id);
  if ('refusal' in labels) return labels;
  const addedLabelIds = labels.ids.filter((id) => !present.labelIds?.includes(id));
  if (addedLabelIds.length > 0) input.addedLabelIds = addedLabelIds;
  if (change.state === 'cancelled' && stateOf(present.state.type) !== 'cancelled') {
    const stateId = await cancelledState(directory, present.team.id);
    if (stateId === null) {
      return {
        refusal: `The team ${present.team.key} has no state of the type “canceled” in Linear (${api.trackerId}). Add one in the team’s workflow.`,
      };
    }
    input.stateId = stateId;
  }
  return { input, notes };
}

async function cancelledState(directory: Directory, teamId: string): Promise<string | null> {
  const states = (await directory.team('id', teamId))?.states.nodes ?? [];
  const found = states
    .filter((state) => state.type === 'canceled')
    .toSorted((a, b) => a.position - b.position);
  return found[0]?.id ?? null;
}

type Extra = readonly [what: string, send: () => Promise<Reply>];

function extras(api: LinearApi, present: ProvenNode, change: IssueChange): Extra[] {
  const { backlink } = change;
  const comment = change.comment === undefined ? undefined : validText(change.comment);
  const found: Extra[] = [];
  if (comment !== undefined) {
    const input: LinearDocument.CommentCreateInput = {
      id: commentId(present.id, comment),
      issueId: present.id,
      body: comment,
    };
    found.push(['comment', () => api.ask(commentDocument, { input }, commented)]);
  }
  if (backlink !== undefined) {
    const input = backlinkInput(present.id, backlink, hiddenKey(present));
    found.push(['link back', () => api.ask(attachDocument, { input }, attached)]);
  }
  return found;
}

/** A v4-shaped UUID of issue and text; Linear takes no other version. */
function commentId(issueId: string, text: string): string {
  const hash = createHash('sha256').update(`${issueId}\n${text}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
