import { randomUUID } from 'node:crypto';
import { identifierOf, type LinearData, statesOf } from './data.ts';
import { rewritten } from './description.ts';
import type { LinearHistory, LinearIssue } from './workspace.ts';

/** Linear keeps no history of what happens in the first three minutes of an issue. */
const quietMs = 3 * 60_000;

/** Who does it, and when. */
export interface Act {
  readonly actorId: string;
  readonly at: Date;
}

export interface NewIssue {
  readonly id?: string | null;
  readonly teamId: string;
  readonly title: string;
  readonly description?: string | null;
  readonly assigneeId?: string | null;
  readonly stateId?: string | null;
  readonly dueDate?: string | null;
  readonly priority?: number | null;
  readonly labelIds?: readonly string[] | null;
}

/** What may change; an absent or undefined key stays as it is. */
export interface IssuePatch {
  readonly title?: string | undefined;
  readonly description?: string | null | undefined;
  readonly assigneeId?: string | null | undefined;
  readonly stateId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly dueDate?: string | null | undefined;
  readonly priority?: number | undefined;
  readonly labelIds?: readonly string[] | undefined;
}

/** Makes the issue; everything named must exist. Without a state it lands in triage, where the team has it, else in the backlog. */
export function createIssue(data: LinearData, wanted: NewIssue, act: Act): LinearIssue {
  const team = data.teams.get(wanted.teamId);
  const states = statesOf(data, wanted.teamId);
  const first =
    states.find((state) => state.type === (team?.triage === true ? 'triage' : 'backlog')) ?? states[0];
  if (team === undefined || first === undefined) throw new Error(`No team ${wanted.teamId} in the sandbox`);
  const at = act.at.toISOString();
  const issue: LinearIssue = {
    id: wanted.id ?? randomUUID(),
    number: team.nextNumber,
    teamId: team.id,
    previousIdentifiers: [],
    title: wanted.title,
    description: rewritten(wanted.description ?? null),
    priority: wanted.priority ?? 0,
    dueDate: wanted.dueDate ?? null,
    stateId: first.id,
    assigneeId: wanted.assigneeId ?? null,
    creatorId: act.actorId,
    labelIds: [...new Set(wanted.labelIds)],
    createdAt: at,
    updatedAt: at,
    startedAt: null,
    completedAt: null,
    canceledAt: null,
    archivedAt: null,
    autoClosedAt: null,
    trashed: false,
  };
  team.nextNumber += 1;
  enterState(data, issue, wanted.stateId ?? first.id, at);
  data.issues.set(issue.id, issue);
  data.lastSyncId += 1;
  data.tell({ action: 'create', issue, actorId: act.actorId, line: {} });
  return issue;
}

/** Makes the issue show the patch, with one line of history for what really changed. */
export function changeIssue(data: LinearData, issue: LinearIssue, patch: IssuePatch, act: Act): void {
  const at = act.at.toISOString();
  const { title, assigneeId, stateId, dueDate, priority, labelIds, teamId, description } = patch;
  const line: { -readonly [K in keyof LinearHistory]?: LinearHistory[K] } = {};
  if (description !== undefined) issue.description = rewritten(description);
  if (title !== undefined && title !== issue.title) {
    Object.assign(line, { fromTitle: issue.title, toTitle: title });
    issue.title = title;
  }
  if (assigneeId !== undefined && assigneeId !== issue.assigneeId) {
    Object.assign(line, { fromAssigneeId: issue.assigneeId, toAssigneeId: assigneeId });
    issue.assigneeId = assigneeId;
  }
  if (dueDate !== undefined && dueDate !== issue.dueDate) {
    Object.assign(line, { fromDueDate: issue.dueDate, toDueDate: dueDate });
    issue.dueDate = dueDate;
  }
  if (priority !== undefined && priority !== issue.priority) {
    Object.assign(line, { fromPriority: issue.priority, toPriority: priority });
    issue.priority = priority;
  }
  if (labelIds !== undefined) {
    const addedLabelIds = labelIds.filter((id) => !issue.labelIds.includes(id));
    const removedLabelIds = issue.labelIds.filter((id) => !labelIds.includes(id));
    if (addedLabelIds.length + removedLabelIds.length > 0)
      Object.assign(line, { addedLabelIds, removedLabelIds });
    issue.labelIds = [...new Set(labelIds)];
  }
  if (teamId !== undefined && teamId !== issue.teamId) {
    Object.assign(line, { fromTeamId: issue.teamId, toTeamId: teamId });
    enterTeam(data, issue, teamId);
  }
  if (stateId !== undefined && stateId !== issue.stateId) {
    Object.assign(line, { fromStateId: issue.stateId, toStateId: stateId });
    enterState(data, issue, stateId, at);
  }
  record(data, issue, line, act);
  if (at > issue.updatedAt) issue.updatedAt = at;
}

/** Closed by the team's own rule: into its first cancelled state, by nobody. */
export function autoCloseIssue(data: LinearData, issue: LinearIssue, act: Act): void {
  const closed = statesOf(data, issue.teamId).find((state) => state.type === 'canceled');
  changeIssue(data, issue, { stateId: closed?.id }, act);
  issue.autoClosedAt = act.at.toISOString();
}

/** Closed as a duplicate of another: the state and the relation, as Linear keeps them. */
export function markDuplicate(data: LinearData, issue: LinearIssue, of: LinearIssue, act: Act): void {
  const state = statesOf(data, issue.teamId).find((one) => one.type === 'duplicate');
  data.relations.push({
    id: randomUUID(),
    type: 'duplicate',
    issueId: issue.id,
    relatedIssueId: of.id,
    createdAt: act.at.toISOString(),
  });
  changeIssue(data, issue, { stateId: state?.id }, act);
}

/** Into the bin: readable by id for 30 days, in nobody's backlog. */
export function trashIssue(data: LinearData, issue: LinearIssue, act: Act): void {
  issue.trashed = true;
  issue.archivedAt = act.at.toISOString();
  record(data, issue, { trashed: true }, act);
}

/** Archived; as with Linear, `updatedAt` stays as it was. */
export function archiveIssue(data: LinearData, issue: LinearIssue, act: Act): void {
  issue.archivedAt = act.at.toISOString();
  record(data, issue, { archived: true }, act);
}

/** Out of the bin or the archive. */
export function unarchiveIssue(data: LinearData, issue: LinearIssue, act: Act): void {
  issue.trashed = false;
  issue.archivedAt = null;
  issue.updatedAt = act.at.toISOString();
  record(data, issue, { archived: false }, act);
}

/** Gone for good, with all that hangs on it. */
export function purgeIssue(data: LinearData, issueId: string): void {
  const issue = data.issues.get(issueId);
  data.issues.delete(issueId);
  if (issue !== undefined) data.tell({ action: 'remove', issue, actorId: null, line: {} });
  for (const kept of [data.attachments, data.comments]) {
    for (const [id, part] of kept) if (part.issueId === issueId) kept.delete(id);
  }
}

function enterTeam(data: LinearData, issue: LinearIssue, teamId: string): void {
  const team = data.teams.get(teamId);
  if (team === undefined) throw new Error(`No team ${teamId} in the sandbox`);
  const type = data.states.get(issue.stateId)?.type;
  const states = statesOf(data, teamId);
  issue.previousIdentifiers.push(identifierOf(data, issue));
  issue.teamId = teamId;
  issue.number = team.nextNumber;
  team.nextNumber += 1;
  issue.stateId = (states.find((state) => state.type === type) ?? states[0])?.id ?? issue.stateId;
  issue.labelIds = issue.labelIds.filter((id) => {
    const owner = data.labels.get(id)?.teamId;
    return owner === null || owner === teamId;
  });
}

function enterState(data: LinearData, issue: LinearIssue, stateId: string, at: string): void {
  const type = data.states.get(stateId)?.type;
  issue.stateId = stateId;
  issue.autoClosedAt = null;
  issue.startedAt = type === 'started' ? (issue.startedAt ?? at) : issue.startedAt;
  issue.completedAt = type === 'completed' ? at : null;
  issue.canceledAt = type === 'canceled' || type === 'duplicate' ? at : null;
}

function record(data: LinearData, issue: LinearIssue, line: Partial<LinearHistory>, act: Act): void {
  data.lastSyncId += 1;
  data.tell({ action: 'update', issue, actorId: act.actorId, line });
  if (Object.keys(line).length === 0) return;
  if (act.at.getTime() - Date.parse(issue.createdAt) < quietMs) return;
  data.history.push({
    ...line,
    id: randomUUID(),
    issueId: issue.id,
    createdAt: act.at.toISOString(),
    actorId: act.actorId,
  });
}
