import { isDay } from '../../lib/calendar.ts';
import type { Board, BoardColumn } from '../board-page.ts';
import type { BoardChange, BoardSource } from '../board-routes.ts';
import { addressOf, findIssue, identifierOf, type LinearData, statesOf } from './data.ts';
import { changeIssue, trashIssue } from './issue-acts.ts';
import type { LinearIssue } from './workspace.ts';

const priorityNames = [null, 'Urgent', 'High', 'Medium', 'Low'] as const;
const kinds: Readonly<Record<string, BoardColumn['kind']>> = {
  started: 'in-progress',
  completed: 'done',
  canceled: 'cancelled',
  duplicate: 'cancelled',
};

/** All teams on one board. States of the same name share a column, whose id is that name. */
export function linearBoard(data: LinearData): BoardSource {
  return { read: (actingAs) => boardOf(data, actingAs), change: (id, change) => changed(data, id, change) };
}

function boardOf(data: LinearData, actingAs: string | null): Board {
  const columns = new Map<string, BoardColumn & { readonly position: number }>();
  for (const { name, type, position } of data.states.values()) {
    if (!columns.has(name)) columns.set(name, { id: name, name, kind: kinds[type] ?? 'open', position });
  }
  const people = [...data.users.values()].filter((user) => user.active && !user.app);
  return {
    title: data.organisation.name,
    vendor: 'Linear',
    today: data.clock().toISOString().slice(0, 10),
    actingAs: people.find((user) => user.id === actingAs)?.id ?? people[0]?.id ?? null,
    columns: [...columns.values()].toSorted((a, b) => a.position - b.position),
    people: people.map(({ id, name }) => ({ id, name })),
    issues: [...data.issues.values()]
      .filter((issue) => issue.archivedAt === null)
      .map((issue) => ({
        id: issue.id,
        key: identifierOf(data, issue),
        title: issue.title,
        columnId: data.states.get(issue.stateId)?.name ?? '',
        assigneeId: issue.assigneeId,
        due: issue.dueDate,
        priority: priorityNames[issue.priority] ?? null,
        labels: issue.labelIds.flatMap((id) => data.labels.get(id)?.name ?? []),
        url: addressOf(data, issue),
        links: [...data.attachments.values()]
          .filter((attachment) => attachment.issueId === issue.id)
          .map(({ title, url }) => ({ title, url })),
      })),
  };
}

function changed(data: LinearData, issueId: string, change: BoardChange): string | null {
  const issue = findIssue(data, issueId);
  if (issue === null) return 'There is no such issue any more.';
  const actorId = boardOf(data, change.as).actingAs;
  if (actorId === null) return 'The workspace has nobody who could do that.';
  const act = { actorId, at: data.clock() };
  if (change.delete) {
    trashIssue(data, issue, act);
    return null;
  }
  const stateId = stateFor(data, issue, change.column);
  if (stateId === null) return `The team of ${identifierOf(data, issue)} has no state “${change.column}”.`;
  if (change.due !== null && change.due !== '' && !isDay(change.due)) return `“${change.due}” is not a day.`;
  if (change.assignee !== null && change.assignee !== '' && !data.users.has(change.assignee)) {
    return 'There is no such person in the workspace.';
  }
  changeIssue(
    data,
    issue,
    {
      stateId,
      dueDate: change.due === null ? undefined : change.due === '' ? null : change.due,
      assigneeId: change.assignee === null ? undefined : change.assignee === '' ? null : change.assignee,
    },
    act,
  );
  return null;
}

/** The id of the named state in the issue's team, undefined where the form names none, null where the team has none such. */
function stateFor(data: LinearData, issue: LinearIssue, name: string | null): string | null | undefined {
  if (name === null) return undefined;
  return statesOf(data, issue.teamId).find((state) => state.name === name)?.id ?? null;
}
