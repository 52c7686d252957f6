import type { Backlink, Issue, IssueChange, WriteOutcome } from '../../tracker.ts';
import { type IssueFields, withoutRefused } from '../issue-fields.ts';
import { labelsOf } from '../issue-words.ts';
import { JiraError, outcomeOf } from '../jira-error.ts';
import { addCommentOnce } from './add-comment.ts';
import { setBacklink } from './backlink.ts';
import { believable } from './believable.ts';
import { findWayOut, takeWayOut, type WayOut } from './cancel-issue.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { inOurWords, view } from './fetch-issues.ts';
import { fieldsOfChange } from './issue-fields.ts';
import { readOne } from './read-by-id.ts';

/**
 * Tracker.updateIssue. Every step may be repeated: fields are set, labels added, the link and the comment recognised again, an issue
 * that is cancelled stays so. Whether it can be cancelled is asked before anything is written.
 */
export async function updateIssue(
  session: DataCenterSession,
  issueId: string,
  change: IssueChange,
): Promise<WriteOutcome<Issue>> {
  try {
    if (!/^\d+$/.test(issueId)) throw notThere(session);
    const wayOut = change.state === 'cancelled' ? await wayOutOf(session, issueId) : null;
    const notes = await edit(session, issueId, change);
    if (change.backlink !== undefined) await setBacklink(session, issueId, change.backlink);
    if (change.comment !== undefined) await addCommentOnce(session, issueId, change.comment);
    if (wayOut !== null) await takeWayOut(session, issueId, wayOut);
    return { outcome: 'done', value: await read(session, issueId), notes };
  } catch (error) {
    return outcomeOf(await believable(session, error), session.context.clock());
  }
}

/** Tracker.linkBack: one request, where updateIssue reads the issue after it. */
export async function linkBack(
  session: DataCenterSession,
  issueId: string,
  backlink: Backlink,
): Promise<WriteOutcome<null>> {
  try {
    if (!/^\d+$/.test(issueId)) throw notThere(session);
    await setBacklink(session, issueId, backlink);
    return { outcome: 'done', value: null, notes: [] };
  } catch (error) {
    return outcomeOf(await believable(session, error), session.context.clock());
  }
}

async function wayOutOf(session: DataCenterSession, issueId: string): Promise<WayOut | null> {
  const { state } = await read(session, issueId);
  return state === 'cancelled' ? null : findWayOut(session, issueId);
}

async function edit(
  session: DataCenterSession,
  issueId: string,
  change: IssueChange,
): Promise<readonly string[]> {
  const labels = labelsOf(change.addLabels ?? []).map((add) => ({ add }));
  return send(await fieldsOfChange(session, change));

  async function send(wanted: IssueFields): Promise<readonly string[]> {
    if (Object.keys(wanted.fields).length === 0 && labels.length === 0) return wanted.notes;
    const body = { fields: wanted.fields, ...(labels.length === 0 ? {} : { update: { labels } }) };
    try {
      await session.transport.send({ method: 'PUT', path: ['issue', issueId], body });
      return wanted.notes;
    } catch (error) {
      const rest = withoutRefused(wanted, error, change.assignee ?? null);
      if (rest === null) throw error;
      return send(rest);
    }
  }
}

async function read(session: DataCenterSession, issueId: string): Promise<Issue> {
  const raw = await readOne(session, issueId, view);
  if (raw !== null) return inOurWords(session, raw);
  await session.proveIdentity();
  throw notThere(session);
}

function notThere({ settings }: DataCenterSession): JiraError {
  const message = `${settings.id} does not have the issue, or does not show it to us.`;
  return new JiraError(settings.id, { kind: 'not-found', message });
}
