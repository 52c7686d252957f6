import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { Issue, IssueDraft, IssueRequest, WriteOutcome } from '../tracker.ts';
import { setBacklink } from './backlink.ts';
import { believable } from './believable.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import { type IssueFields, fieldsOfDraft, withoutRefused } from './issue-fields.ts';
import { isUnknown, JiraError, outcomeOf, unknownOf, unsentOf } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { markerOf } from './marker.ts';

const createdSchema = z.object({ id: z.string().regex(/^\d+$/), key: z.string() });

/** Makes one issue and links it back. Only for an identity that was never sent before. */
export async function createIssue(session: JiraSession, request: IssueRequest): Promise<WriteOutcome<Issue>> {
  const { identity, draft } = request;
  let sent: IssueFields;
  try {
    sent = await fieldsOfDraft(session, identity.key, draft);
  } catch (error) {
    return unsentOf(error, session.context.clock());
  }
  try {
    const { id, notes } = await send(session, request, sent);
    session.made.set(identity.key, id);
    return await completeIssue(session, id, draft, notes);
  } catch (error) {
    return named(outcomeOf(await believable(session, error), session.context.clock()), draft);
  }
}

async function send(
  session: JiraSession,
  { identity, draft }: IssueRequest,
  sent: IssueFields,
): Promise<{ readonly id: string; readonly notes: readonly string[] }> {
  const jira = await session.jira();
  try {
    const answer = await jira.createIssue(session.transport, {
      fields: sent.fields,
      properties: [markerOf(identity.key)],
    });
    const { id } = readAnswer(session.settings.id, 'the create', createdSchema, answer);
    return { id, notes: sent.notes };
  } catch (error) {
    const rest = withoutRefused(sent, error, draft.assignee);
    if (rest === null) throw error;
    return send(session, { identity, draft }, rest);
  }
}

/** The issue is there: whatever fails now leaves only the rest open, and repeating finds the issue again. */
export async function completeIssue(
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
export function named(outcome: WriteOutcome<Issue>, draft: IssueDraft): WriteOutcome<Issue> {
  if (outcome.outcome !== 'refused' || outcome.retryAfter !== null) return outcome;
  const { project, issueType } = draft.destination;
  const place = `project ${project}${issueType === null ? '' : `, ${issueType}`}`;
  return {
    ...outcome,
    reason: `${outcome.reason} (${place}). "followthrough check" says what is wanted there.`,
  };
}
