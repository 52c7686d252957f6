import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { Issue, IssueDraft, IssueIdentity, WriteOutcome } from '../tracker.ts';
import { believable } from './believable.ts';
import { setBacklink } from './backlink.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import { type IssueFields, fieldsOfDraft, withoutRefused } from './issue-fields.ts';
import { isUnknown, JiraError, outcomeOf, unknownOf } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { markerProperty, probeIssue, settleWindowMs } from './probe-issue.ts';

const createdSchema = z.object({ id: z.string().regex(/^\d+$/), key: z.string() });

/**
 * Tracker.ensureIssue. Jira knows no idempotency key, so a create whose outcome was never learnt is not sent again: it is
 * looked for, and only when it is certainly not there and the settle window has passed is there a second create.
 */
export async function ensureIssue(
  session: JiraSession,
  identity: IssueIdentity,
  draft: IssueDraft,
): Promise<WriteOutcome<Issue>> {
  const { clock } = session.context;
  if (identity.attemptedAt !== null || session.made.has(identity.key)) {
    try {
      const probe = await probeIssue(session, identity, draft.destination.project);
      if (probe.found !== null) {
        const twins = probe.twins.map(
          ({ key }) => `${key} carries the same marker; one of the two is a duplicate.`,
        );
        return await complete(session, probe.found.id, draft, twins);
      }
      const waitUntil = waitAfter(identity.attemptedAt, probe.isCertain, clock());
      if (waitUntil !== null) {
        const reason = `${session.settings.id} has not shown the issue yet; it may still be on its way.`;
        return { outcome: 'unknown', reason, retryAfter: waitUntil };
      }
    } catch (error) {
      return unknownOf(error, clock());
    }
  }
  try {
    const sent = await fieldsOfDraft(session, identity.key, draft);
    const { id, notes } = await create(session, identity, draft, sent);
    session.made.set(identity.key, id);
    return await complete(session, id, draft, notes);
  } catch (error) {
    return named(outcomeOf(await believable(session, error), clock()), draft);
  }
}

/** Until when a create that cannot be found may not be repeated; null when it may. */
function waitAfter(attemptedAt: Date | null, isCertain: boolean, now: Date): Date | null {
  const settled = new Date((attemptedAt ?? now).getTime() + settleWindowMs);
  if (settled > now) return settled;
  return isCertain ? null : new Date(now.getTime() + settleWindowMs);
}

async function create(
  session: JiraSession,
  identity: IssueIdentity,
  draft: IssueDraft,
  sent: IssueFields,
): Promise<{ readonly id: string; readonly notes: readonly string[] }> {
  const { createIssue } = await session.jira();
  try {
    const answer = await createIssue(session.transport, {
      fields: sent.fields,
      properties: [{ key: markerProperty, value: { k: identity.key, v: 1 } }],
    });
    const { id } = readAnswer(session.settings.id, 'the create', createdSchema, answer);
    return { id, notes: sent.notes };
  } catch (error) {
    const rest = withoutRefused(sent, error, draft.assignee);
    if (rest === null) throw error;
    return create(session, identity, draft, rest);
  }
}

/** The issue is there: whatever fails now leaves only the rest open, and repeating finds the issue again. */
async function complete(
  session: JiraSession,
  issueId: string,
  draft: IssueDraft,
  notes: readonly string[],
): Promise<WriteOutcome<Issue>> {
  const { clock } = session.context;
  const all = [...notes];
  try {
    await setBacklink(session, issueId, draft.backlink);
  } catch (error) {
    if (!(error instanceof TrackerError) || isUnknown(error) || error.kind === 'rate-limited') {
      return unknownOf(error, clock());
    }
    all.push(`The link back to the postmortem could not be set: ${error.message}`);
  }
  try {
    const { issues } = await readIssues(session, [issueId]);
    const [issue] = await inOurWords(session, issues);
    if (issue !== undefined) return { outcome: 'done', value: issue, notes: all };
    const message = `${session.settings.id} does not show the issue it made.`;
    throw new JiraError(session.settings.id, { kind: 'unreadable', message });
  } catch (error) {
    return unknownOf(error, clock());
  }
}

/** A refusal of the project or type says neither which one was asked for nor what would be right. */
function named(outcome: WriteOutcome<Issue>, draft: IssueDraft): WriteOutcome<Issue> {
  if (outcome.outcome !== 'refused' || outcome.retryAfter !== null) return outcome;
  const { project, issueType } = draft.destination;
  const place = `project ${project}${issueType === null ? '' : `, ${issueType}`}`;
  return {
    ...outcome,
    reason: `${outcome.reason} (${place}). "followthrough check" says what is wanted there.`,
  };
}
