import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import { completeIssue, createIssue } from './create-issue.ts';
import { createIssues, type Outcomes } from './create-issues.ts';
import { inOurWords } from './fetch-issues.ts';
import { unknownOf } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { type Probe, probeIssues, settleWindowMs } from './probe-issues.ts';

/** What is sent later than this after the call began is too late for a settle window that is counted from the beginning. */
const lateMs = 45_000;

/**
 * Tracker.ensureIssues. Jira knows no idempotency key, so a create whose outcome was never learnt is not sent again: it is
 * looked for, and only when it is certainly not there and the settle window has passed is there a second create.
 */
export async function ensureIssues(
  session: JiraSession,
  requests: readonly IssueRequest[],
): Promise<readonly WriteOutcome<Issue>[]> {
  const startedAt = session.context.clock().getTime();
  // One identity is one issue, even if it is asked for twice in one breath.
  const unique = [...new Map(requests.map((request) => [request.identity.key, request])).values()];
  const isAlone = unique.length === 1;
  const outcomes: Outcomes = new Map();
  const isDoubtful = ({ identity }: IssueRequest): boolean =>
    identity.attemptedAt !== null || session.made.has(identity.key);
  await lookFor(session, unique.filter(isDoubtful), isAlone, outcomes);
  const missing = unique.filter(({ identity }) => !outcomes.has(identity.key));
  const [only] = missing;
  if (isAlone && only !== undefined) outcomes.set(only.identity.key, await createIssue(session, only));
  else await createIssues(session, missing, outcomes);
  if (session.context.clock().getTime() - startedAt > lateMs) holdBack(session, missing, outcomes);
  return requests.map(({ identity }) => outcomes.get(identity.key) ?? unsaid(session));
}

/** Settles what can be found or may not be repeated yet; what is left may be made. */
async function lookFor(
  session: JiraSession,
  requests: readonly IssueRequest[],
  isAlone: boolean,
  outcomes: Outcomes,
): Promise<void> {
  if (requests.length === 0) return;
  const now = session.context.clock();
  try {
    const probes = await probeIssues(session, requests);
    for (const request of requests) {
      const probe = probes.get(request.identity.key);
      if (probe === undefined) continue;
      const outcome =
        'failure' in probe
          ? unknownOf(probe.failure, now)
          : probe.found === null
            ? waiting(session, request, probe.isCertain)
            : await recognised(session, request, probe, isAlone);
      if (outcome !== null) outcomes.set(request.identity.key, outcome);
    }
  } catch (error) {
    for (const { identity } of requests) outcomes.set(identity.key, unknownOf(error, now));
  }
}

async function recognised(
  session: JiraSession,
  { draft }: IssueRequest,
  { found, twins }: Extract<Probe, { readonly twins: unknown }>,
  isAlone: boolean,
): Promise<WriteOutcome<Issue>> {
  const notes = twins.map(
    ({ key }) =>
      `${key} carries the same marker as ${found.key}; it is a duplicate, made by one create sent twice.`,
  );
  if (isAlone) return completeIssue(session, found.id, draft, notes);
  const [issue] = await inOurWords(session, [found]);
  return issue === undefined ? unsaid(session) : { outcome: 'done', value: issue, notes, unlinked: true };
}

/** Whoever looks next counts from the attempt as it is recorded: after a slow call nobody looks before the window is over by now. */
function holdBack({ context }: JiraSession, sent: readonly IssueRequest[], outcomes: Outcomes): void {
  const settled = new Date(context.clock().getTime() + settleWindowMs);
  for (const { identity } of sent) {
    const outcome = outcomes.get(identity.key);
    if (outcome?.outcome !== 'unknown' || outcome.retryAfter >= settled) continue;
    outcomes.set(identity.key, { ...outcome, retryAfter: settled });
  }
}

/** A create that cannot be found may be repeated (null) when it can no longer be under way and nothing was overlooked. */
function waiting(
  { context, settings }: JiraSession,
  { identity }: IssueRequest,
  isCertain: boolean,
): WriteOutcome<Issue> | null {
  const now = context.clock();
  const settled = new Date((identity.attemptedAt ?? now).getTime() + settleWindowMs);
  if (settled <= now && isCertain) return null;
  return {
    outcome: 'unknown',
    reason: `${settings.id} has not shown the issue yet; it may still be on its way.`,
    retryAfter: settled > now ? settled : new Date(now.getTime() + settleWindowMs),
  };
}

function unsaid({ context, settings }: JiraSession): WriteOutcome<Issue> {
  const reason = `${settings.id} did not say what became of the issue.`;
  return { outcome: 'unknown', reason, retryAfter: new Date(context.clock().getTime() + settleWindowMs) };
}
