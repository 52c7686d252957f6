import type { Priority } from '../../../postmortem/promise.ts';
import type { IssueChange, IssueDraft, Person } from '../../tracker.ts';
import type { IssueFields } from '../issue-fields.ts';
import { labelsOf, markerLabel, summaryOf } from '../issue-words.ts';
import { nameOfPriority } from '../priority-names.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { findUser } from './find-user.ts';
import { wikiOf } from './wiki-markup.ts';

/** The fields of a new issue, marker label included. */
export async function fieldsOfDraft(
  session: DataCenterSession,
  key: string,
  draft: IssueDraft,
): Promise<IssueFields> {
  const { project, issueType, fields: custom } = draft.destination;
  const notes: string[] = [];
  const assignee =
    draft.assignee === null ? null : await nameOf(session, draft.assignee, notes, 'left unassigned');
  const priority = draft.priority === null ? null : await priorityFor(session, draft.priority, notes);
  const type = issueType ?? 'Task';
  return {
    notes,
    fields: {
      ...custom,
      project: { key: project },
      issuetype: /^\d+$/.test(type) ? { id: type } : { name: type },
      summary: summaryOf(draft.title),
      description: wikiOf(draft.description),
      labels: [...labelsOf(draft.labels), markerLabel(key)],
      ...(assignee === null ? {} : { assignee: { name: assignee } }),
      ...(draft.due === null ? {} : { duedate: draft.due }),
      ...(priority === null ? {} : { priority: { name: priority } }),
    },
  };
}

/** The fields a change sets. Labels are not among them: they are added, never set. */
export async function fieldsOfChange(session: DataCenterSession, change: IssueChange): Promise<IssueFields> {
  const notes: string[] = [];
  const fields: Record<string, unknown> = {};
  if (change.title !== undefined) fields['summary'] = summaryOf(change.title);
  if (change.description !== undefined) fields['description'] = wikiOf(change.description);
  if (change.due !== undefined) fields['duedate'] = change.due;
  if (change.assignee === null) fields['assignee'] = { name: null };
  else if (change.assignee !== undefined) {
    const name = await nameOf(session, change.assignee, notes, 'the assignee stays');
    if (name !== null) fields['assignee'] = { name };
  }
  if (change.priority === null) fields['priority'] = null;
  else if (change.priority !== undefined) {
    const name = await priorityFor(session, change.priority, notes);
    if (name !== null) fields['priority'] = { name };
  }
  return { fields, notes };
}

async function nameOf(
  session: DataCenterSession,
  person: Person,
  notes: string[],
  otherwise: string,
): Promise<string | null> {
  const { name, note } = await findUser(session, person);
  if (note !== null) notes.push(name === null ? `${note} Until then ${otherwise}.` : note);
  return name;
}

async function priorityFor(
  session: DataCenterSession,
  priority: Priority,
  notes: string[],
): Promise<string | null> {
  const name = nameOfPriority(await session.priorityNames(), priority);
  if (name === null) {
    notes.push(`${session.settings.id} has no priority that means “${priority}”; it was left out.`);
  }
  return name;
}
