import type { Backlink, Issue, IssueChange, WriteOutcome } from '../tracker.ts';
import { addCommentOnce } from './add-comment.ts';
import { setBacklink } from './backlink.ts';
import { findWayOut, takeWayOut, type WayOut } from './cancel-issue.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import { fieldsOfChange, type IssueFields, withoutRefused } from './issue-fields.ts';
import { labelsOf } from './issue-words.ts';
import { believable } from './believable.ts';
import { JiraError, outcomeOf } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';

const idPattern = /^[A-Z][A-Z0-9_]+-\d+$|^\d+$/;

/**
 * Tracker.updateIssue. Every step may be repeated: fields are set, labels added, the link and the comment recognised again, an issue
 * that is cancelled stays so. Whether it can be cancelled is asked before anything is written.
 */
export async function updateIssue(
  session: JiraSession,
  issueId: string,
  change: IssueChange,
): Promise<WriteOutcome<Issue>> {
  const { clock } = session.context;
  try {
    if (!idPattern.test(issueId)) throw notThere(session);
    const wayOut = change.state === 'cancelled' ? await wayOutOf(session, issueId) : null;
    const notes = await edit(session, issueId, change);
    if (change.backlink !== undefined) await setBacklink(session, issueId, change.backlink);
    if (change.comment !== undefined) await addCommentOnce(session, issueId, change.comment);
    if (wayOut !== null) await takeWayOut(session, issueId, wayOut);
    return { outcome: 'done', value: await readOne(session, issueId), notes };
  } catch (error) {
    return outcomeOf(await believable(session, error), clock());
  }
}

/** Tracker.linkBack: one request, where updateIssue reads the issue after it. */
export async function linkBack(
  session: JiraSession,
  issueId: string,
  backlink: Backlink,
): Promise<WriteOutcome<null>> {
  try {
    if (!idPattern.test(issueId)) throw notThere(session);
    await setBacklink(session, issueId, backlink);
    return { outcome: 'done', value: null, notes: [] };
  } catch (error) {
    return outcomeOf(await believable(session, error), session.context.clock());
  }
}

async function wayOutOf(session: JiraSession, issueId: string): Promise<WayOut | null> {
  const { state } = await readOne(session, issueId);
  return state === 'cancelled' ? null : findWayOut(session, issueId);
}

async function edit(session: JiraSession, issueId: string, change: IssueChange): Promise<readonly string[]> {
  const labels = labelsOf(change.addLabels ?? []).map((add) => ({ add }));
  const sent = await fieldsOfChange(session, change);
  return send(sent);

  async function send(wanted: IssueFields): Promise<readonly string[]> {
    if (Object.keys(wanted.fields).length === 0 && labels.length === 0) return wanted.notes;
    const { editIssue } = await session.jira();
    try {
      await editIssue(session.transport, {
        issueIdOrKey: issueId,
        fields: wanted.fields,
        ...(labels.length === 0 ? {} : { update: { labels } }),
      });
      return wanted.notes;
    } catch (error) {
      const rest = withoutRefused(wanted, error, change.assignee ?? null);
      if (rest === null) throw error;
      return send(rest);
    }
  }
}

async function readOne(session: JiraSession, issueId: string): Promise<Issue> {
  const { issues } = await readIssues(session, [issueId]);
  const [issue] = await inOurWords(session, issues);
  if (issue !== undefined) return issue;
  await session.proveIdentity();
  throw notThere(session);
}

function notThere(session: JiraSession): JiraError {
  const message = `${session.settings.id} does not have the issue, or does not show it to us.`;
  return new JiraError(session.settings.id, { kind: 'not-found', message });
}
