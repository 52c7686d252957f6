import type { LinearDocument } from '@linear/sdk';
import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import { createIssuesDocument, linkAlias } from './batch-documents.ts';
import type { Directory } from './directory.ts';
import { anothers } from './found-issue.ts';
import type { LinearApi } from './linear-api.ts';
import { linkInput, showsLink } from './link-back.ts';
import type { Plan } from './plan-issue.ts';
import type { Fault } from './reply.ts';
import { createdIssues } from './shapes.ts';
import { issueOf } from './words.ts';

/** One creation of a batch. */
export interface Job {
  readonly request: IssueRequest;
  readonly plan: Plan;
}

/** What came of a batch: answered, with what the answer shows beyond doubt; or a fault. */
export type Sent =
  | {
      readonly kind: 'answered';
      readonly shown: ReadonlyMap<IssueRequest, WriteOutcome<Issue>>;
      /** Keys of issues in the answer that nobody sent. */
      readonly strangers: readonly string[];
    }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Creates at most 50 issues and their links back in one request. Only what the answer shows with its own id and team counts as made. */
export async function sendBatch(api: LinearApi, directory: Directory, jobs: readonly Job[]): Promise<Sent> {
  const input: LinearDocument.IssueBatchCreateInput = { issues: jobs.map(({ plan }) => plan.input) };
  const links = jobs.map(({ request }, index) => [linkAlias(index), linkInput(request)]);
  const variables = { input, ...Object.fromEntries(links) };
  const answer = await api.ask(createIssuesDocument(jobs.length), variables, createdIssues);
  if (answer.kind === 'fault') return answer;
  const { issueBatchCreate, ...others } = answer.data;
  const made = new Map(issueBatchCreate.issues?.map((issue) => [issue.id.toLowerCase(), issue]));
  const shown = new Map<IssueRequest, WriteOutcome<Issue>>();
  for (const [index, { request, plan }] of jobs.entries()) {
    const id = request.identity.uuid.toLowerCase();
    const issue = made.get(id);
    made.delete(id);
    if (issue === undefined || !issueBatchCreate.success) continue;
    const unlinked = !showsLink(request, others[linkAlias(index)]);
    const value = issueOf(issue, directory.labelName);
    shown.set(
      request,
      issue.team.id === plan.input.teamId
        ? { outcome: 'done', value, notes: plan.notes, ...(unlinked ? { unlinked } : {}) }
        : anothers(api, issue),
    );
  }
  return { kind: 'answered', shown, strangers: [...made.values()].map(({ identifier }) => identifier) };
}

/** Whether nothing of the request was carried out, and another would fare no better now. */
export function wasHeldUp({ kind, retryAfter, unsent, error, failed = [] }: Fault): boolean {
  if (failed.length > 0 && !failed.includes('issueBatchCreate')) return false;
  if (error !== undefined || unsent === true || kind === 'rate-limited' || kind === 'unauthorised')
    return true;
  return kind === 'refused' && retryAfter !== null;
}

/** Whether the issues themselves were made, and it was a link back that failed: links are carried out after them. */
export function wasCarriedOut({ kind, failed = [] }: Fault): boolean {
  const onlyLinks = failed.length > 0 && !failed.includes('issueBatchCreate');
  return onlyLinks || kind === 'not-found';
}
