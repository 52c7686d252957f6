import { randomUUID } from 'node:crypto';
import { isDay } from '../../lib/calendar.ts';
import type { LinearData } from './data.ts';
import type { IssuePatch, NewIssue } from './issue-acts.ts';
import { conflict, inputError, invalidArgument, notFound } from './wire-errors.ts';

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export interface UpdateInput extends Omit<IssuePatch, 'title' | 'stateId' | 'teamId' | 'priority'> {
  readonly title?: string | null;
  readonly stateId?: string | null;
  readonly teamId?: string | null;
  readonly priority?: number | null;
  readonly addedLabelIds?: readonly string[] | null;
  readonly removedLabelIds?: readonly string[] | null;
  readonly trashed?: boolean | null;
}

/** Longest texts, in UTF-16 units. Linear documents none of them; these are stricter than it is known to be. */
const mostTitle = 255;
const mostDescription = 150_000;
export const mostAttachmentText = 255;

const controls = /\p{Cc}/u;
const controlsInText = /(?![\n\t])\p{Cc}/u;

/** Throws where a database would: too long, characters no text may hold, half a surrogate pair. */
export function judgeText(
  field: string,
  text: string | null | undefined,
  most = mostDescription,
  refused = controlsInText,
): void {
  if (typeof text !== 'string') return;
  if (text.length > most) {
    throw invalidArgument(`${field} must be shorter than or equal to ${most} characters`);
  }
  if (refused.test(text) || !text.isWellFormed()) throw invalidArgument(`${field} must be valid text`);
}

/** Throws what Linear says of an issue it would not make; `count` of them are to be made at once. */
export function judgeNewIssue(data: LinearData, wanted: NewIssue, count = 1): void {
  freshId(data.issues, 'Issue', wanted.id);
  const { issueLimit } = data.quirks;
  if (issueLimit !== null && data.issues.size + count > issueLimit) {
    throw inputError('issue limit exceeded', 'You’ve exceeded the free issue limit for this workspace.');
  }
  if (data.teams.get(wanted.teamId)?.archivedAt !== null) throw notFound('Team');
  if ((wanted.title ?? '').trim() === '') throw invalidArgument('title must not be empty');
  judgeFields(data, wanted, wanted.teamId);
}

/** Throws what Linear says of a field it would not take. */
export function judgeFields(data: LinearData, input: NewIssue | UpdateInput, teamId: string): void {
  judgeText('title', input.title, mostTitle, controls);
  judgeText('description', input.description, mostDescription);
  const { assigneeId, stateId, dueDate, priority } = input;
  if (typeof dueDate === 'string' && !isDay(dueDate))
    throw invalidArgument('dueDate must be a calendar date');
  if (typeof priority === 'number' && (priority < 0 || priority > 4)) {
    throw invalidArgument('priority must be between 0 and 4');
  }
  if (typeof assigneeId === 'string') {
    const user = data.users.get(assigneeId);
    if (user === undefined) throw notFound('assigneeId');
    if (!user.active)
      throw inputError('assigneeId is disabled', 'The user is not a member of the workspace any more.');
    if (!user.assignable) {
      throw invalidArgument(`assigneeId for incorrect team: ${user.name} is not a member of the team.`);
    }
  }
  if (typeof stateId === 'string' && data.states.get(stateId)?.teamId !== teamId) {
    throw inputError('stateId contained an entry that could not be found', 'The state could not be found.');
  }
  judgeLabels(data, input.labelIds, teamId);
}

/** Throws what Linear says of labels an issue of the team cannot carry. */
export function judgeLabels(
  data: LinearData,
  labelIds: readonly string[] | null | undefined,
  teamId: string,
): void {
  const groups = (labelIds ?? []).flatMap((id) => data.labels.get(id)?.parentId ?? []);
  if (new Set(groups).size < groups.length) {
    throw invalidArgument('labelIds not exclusive child labels');
  }
  for (const id of labelIds ?? []) {
    const label = data.labels.get(id);
    if (label === undefined) {
      throw inputError('labelIds contained an entry that could not be found', 'A label could not be found.');
    }
    if (label.teamId !== null && label.teamId !== teamId) {
      throw invalidArgument(
        `labelIds for incorrect team: The label '${label.name}' is not associated with the same team as the issue.`,
      );
    }
    if (label.isGroup || label.retiredAt !== null) {
      throw invalidArgument(`labelIds: The label '${label.name}' cannot be applied to an issue.`);
    }
  }
}

/** The id to use; a v4 UUID that nothing of its kind carries yet. */
export function freshId(
  rows: ReadonlyMap<string, unknown>,
  entity: string,
  id: string | null | undefined,
): string {
  if (id === undefined || id === null) return randomUUID();
  if (!uuidV4.test(id)) throw invalidArgument('id must be a UUID');
  if (rows.has(id)) throw conflict(entity, id);
  return id;
}
