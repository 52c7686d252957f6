import type { IssueChange, IssueDraft, Person } from '../tracker.ts';
import type { Priority } from '../../postmortem/promise.ts';
import { adfOf } from './adf.ts';
import { findAccount } from './find-account.ts';
import { labelsOf, markerLabel, summaryOf } from './issue-words.ts';
import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { nameOfPriority } from './priority-names.ts';

/** Fields in Jira's form, and what could not be put into them. */
export interface IssueFields {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

/** Without these an issue is not the one asked for, or not to be found again: they are never left out. */
const essential = new Set(['project', 'issuetype', 'summary', 'labels', 'description']);

/** The fields of a new issue, marker label included. */
export async function fieldsOfDraft(
  session: JiraSession,
  key: string,
  draft: IssueDraft,
): Promise<IssueFields> {
  const { project, issueType, fields: custom } = draft.destination;
  const notes: string[] = [];
  const assignee =
    draft.assignee === null ? null : await assigneeOf(session, draft.assignee, notes, 'left unassigned');
  const priority = draft.priority === null ? null : await priorityFor(session, draft.priority, notes);
  const type = issueType ?? 'Task';
  return {
    notes,
    fields: {
      ...custom,
      project: { key: project },
      issuetype: /^\d+$/.test(type) ? { id: type } : { name: type },
      summary: summaryOf(draft.title),
      description: adfOf(draft.description),
      labels: [...labelsOf(draft.labels), markerLabel(key)],
      ...(assignee === null ? {} : { assignee: { accountId: assignee } }),
      ...(draft.due === null ? {} : { duedate: draft.due }),
      ...(priority === null ? {} : { priority: { name: priority } }),
    },
  };
}

/** The fields a change sets. Labels are not among them: they are added, never set. */
export async function fieldsOfChange(session: JiraSession, change: IssueChange): Promise<IssueFields> {
  const notes: string[] = [];
  const fields: Record<string, unknown> = {};
  if (change.title !== undefined) fields['summary'] = summaryOf(change.title);
  if (change.description !== undefined) fields['description'] = adfOf(change.description);
  if (change.due !== undefined) fields['duedate'] = change.due;
  if (change.assignee === null) fields['assignee'] = null;
  else if (change.assignee !== undefined) {
    const accountId = await assigneeOf(session, change.assignee, notes, 'the assignee stays');
    if (accountId !== null) fields['assignee'] = { accountId };
  }
  if (change.priority === null) fields['priority'] = null;
  else if (change.priority !== undefined) {
    const name = await priorityFor(session, change.priority, notes);
    if (name !== null) fields['priority'] = { name };
  }
  return { fields, notes };
}

/**
 * What is left to send after a refusal that only concerns fields the issue can do without: off the screen, or an assignee
 * or priority that Jira does not take in this project. Null when the refusal stands. Each field goes once, so asking again ends.
 */
export function withoutRefused(
  sent: IssueFields,
  error: unknown,
  assignee: Person | null,
): IssueFields | null {
  if (!(error instanceof JiraError) || error.status !== 400 || error.objections.length > 0) return null;
  const refused = Object.entries(error.fieldErrors);
  const isOptional = ([field, words]: readonly [string, string]): boolean =>
    field in sent.fields &&
    !essential.has(field) &&
    (field === 'assignee' || field === 'priority' || /not on the appropriate screen/i.test(words));
  if (refused.length === 0 || !refused.every(isOptional)) return null;
  const names = new Set(refused.map(([field]) => field));
  return {
    fields: Object.fromEntries(Object.entries(sent.fields).filter(([field]) => !names.has(field))),
    notes: [
      ...sent.notes,
      ...refused.map(([field, words]) =>
        field === 'assignee'
          ? `${assignee?.name ?? 'The owner'} cannot be assigned: ${words}`
          : `${field} was left out: ${words}`,
      ),
    ],
  };
}

async function assigneeOf(
  session: JiraSession,
  person: Person,
  notes: string[],
  otherwise: string,
): Promise<string | null> {
  const { accountId, note } = await findAccount(session, person);
  if (note !== null) notes.push(accountId === null ? `${note} Until then ${otherwise}.` : note);
  return accountId;
}

async function priorityFor(
  session: JiraSession,
  priority: Priority,
  notes: string[],
): Promise<string | null> {
  const name = nameOfPriority(await session.priorityNames(), priority);
  if (name === null)
    notes.push(`${session.settings.id} has no priority that means “${priority}”; it was left out.`);
  return name;
}
