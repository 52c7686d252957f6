import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { createIssueDocument, issueWithProofDocument } from './documents.ts';
import { anothers, binNotes, isLinked, isMeant, underAnotherId } from './found-issue.ts';
import { settled, type Try, withFreshNames } from './fresh-names.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { linkBack, linkInput } from './link-back.ts';
import { outcomeOf, refused, unknown } from './outcome.ts';
import { planIssue, type Plan } from './plan-issue.ts';
import type { Fault } from './reply.ts';
import { createdIssue, type IssueNode, issueWithProof, type ProvenNode } from './shapes.ts';
import { issueOf, namelessLabels } from './words.ts';

/**
 * Creates one issue under the identity's uuid, which Linear takes as the issue's own id and refuses a second time; a refusal for
 * that reason is read back and verified (trackers.md 1.6). Issue and backlink go in one request.
 */
export async function ensureIssue(
  api: LinearApi,
  directory: Directory,
  request: IssueRequest,
): Promise<WriteOutcome<Issue>> {
  return await withFreshNames(directory, (fresh) => attempt(api, directory, request, fresh));
}

async function attempt(
  api: LinearApi,
  directory: Directory,
  request: IssueRequest,
  namesAreFresh: boolean,
): Promise<Try<Issue>> {
  const plan = await planIssue(api, directory, request);
  if ('refusal' in plan) return settled(refused(plan.refusal));
  const first = await send(api, directory, request, plan);
  const { fault } = first;
  if (!namesAreFresh || fault === null || !isAboutAssignee(fault, plan)) return first;
  // The names were fresh and Linear still does not take the person: an issue of nobody's is better than none.
  const { assigneeId: _, ...input } = plan.input;
  const note = `Left unassigned: Linear does not take ${request.draft.assignee?.name ?? 'the owner'}: ${fault.words}`;
  return await send(api, directory, request, { input, notes: [...plan.notes, note] });
}

type Sent = Try<Issue> & { readonly fault: Fault | null };

async function send(api: LinearApi, directory: Directory, request: IssueRequest, plan: Plan): Promise<Sent> {
  const variables = { input: plan.input, backlink: linkInput(request) };
  const answer = await api.ask(createIssueDocument, variables, createdIssue);
  if (answer.kind === 'data') {
    const { issueCreate, attachmentCreate } = answer.data;
    const outcome = judgeCreated(
      api,
      directory,
      request,
      plan,
      issueCreate,
      attachmentCreate?.success === true,
    );
    return { ...settled(outcome), fault: null };
  }
  const { fault } = answer;
  if (fault.kind === 'conflict' || fault.field === 'attachmentCreate') {
    const outcome = await readOneBack(api, directory, request, plan.notes, fault);
    return { ...settled(outcome), fault: null };
  }
  const doubtful = fault.kind === 'refused' && fault.retryAfter === null;
  return { outcome: outcomeOf(api, fault), doubtful, fault };
}

function isAboutAssignee({ kind, message = '', words }: Fault, { input }: Plan): boolean {
  return kind === 'refused' && input.assigneeId !== undefined && /assignee/i.test(`${message} ${words}`);
}

function judgeCreated(
  api: LinearApi,
  directory: Directory,
  { identity }: IssueRequest,
  { input, notes }: Plan,
  { success, issue }: { readonly success: boolean; readonly issue?: IssueNode | null | undefined },
  linked: boolean,
): WriteOutcome<Issue> {
  if (!success || !issue)
    return unknown(api, `Linear (${api.trackerId}) did not say that it made the issue.`);
  if (issue.id.toLowerCase() !== identity.uuid.toLowerCase()) return underAnotherId(api, [issue.identifier]);
  if (issue.team.id !== input.teamId) return anothers(api, issue);
  const value = issueOf(issue, directory.labelName);
  return { outcome: 'done', value, notes, ...(linked ? {} : { unlinked: true }) };
}

/** The id is taken: ours from an earlier attempt, or somebody else's, which is never adopted. */
async function readOneBack(
  api: LinearApi,
  directory: Directory,
  request: IssueRequest,
  notes: readonly string[],
  before: Fault,
): Promise<WriteOutcome<Issue>> {
  const answer = await api.ask(issueWithProofDocument, { id: request.identity.uuid }, issueWithProof);
  // The issue exists, so nothing here may claim that nothing was done.
  if (answer.kind === 'fault') {
    const { fault } = answer;
    // An issue was made or shown, the link found none under our id, and neither do we.
    if (fault.kind === 'not-found' && before.kind === 'not-found') return underAnotherId(api, []);
    return unknown(api, errorOf(api.trackerId, fault).message, fault.retryAfter);
  }
  const { viewer, issue } = answer.data;
  if (!isMeant(request, issue, viewer.id)) return anothers(api, issue);
  const [outcome] = await settleFound(api, directory, [{ request, issue, notes }]);
  return outcome ?? anothers(api, issue);
}

/** Issues that are there and ours, linked back where they are not yet. */
export async function settleFound(
  api: LinearApi,
  directory: Directory,
  there: readonly {
    readonly request: IssueRequest;
    readonly issue: ProvenNode;
    readonly notes: readonly string[];
  }[],
): Promise<WriteOutcome<Issue>[]> {
  await directory.learnLabels(there.flatMap(({ issue }) => namelessLabels(issue)));
  const links = await linkBack(
    api,
    there.filter(({ request, issue }) => !isLinked(request, issue)).map(({ request }) => request),
  );
  return there.map(({ request, issue, notes }) => {
    const value = issueOf(issue, directory.labelName);
    const link = links.get(request) ?? 'there';
    const notTaken = typeof link === 'object' ? [`${value.key} carries no link back: ${link.notTaken}`] : [];
    return {
      outcome: 'done',
      value,
      notes: [...notes, ...binNotes(value), ...notTaken],
      ...(link === 'owed' ? { unlinked: true } : {}),
    };
  });
}
