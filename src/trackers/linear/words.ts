import type { ItemState } from '../../actions/item-history.ts';
import { isDay } from '../../lib/calendar.ts';
import type { Priority } from '../../postmortem/promise.ts';
import type { Issue, IssueHistoryEntry } from '../tracker.ts';
import type { HistoryNode, IssueNode } from './shapes.ts';

const stateOfType: ReadonlyMap<string, ItemState> = new Map([
  ['triage', 'open'],
  ['backlog', 'open'],
  ['unstarted', 'open'],
  ['started', 'in_progress'],
  ['completed', 'done'],
  ['canceled', 'cancelled'],
  ['duplicate', 'cancelled'],
]);

/** Linear numbers priorities by their place in this list. */
const priorityScale: readonly (Priority | null)[] = [null, 'urgent', 'high', 'medium', 'low'];

/** What a workflow state's type means to us. Linear's list of types is open; one we do not know leaves the work owed. */
export function stateOf(type: string): ItemState {
  return stateOfType.get(type) ?? 'open';
}

/** Linear's number of a priority; 0 is none. */
export function priorityNumber(priority: Priority | null): number {
  return priorityScale.indexOf(priority);
}

/** The priority of Linear's number; null for none and for numbers Linear does not document. */
export function priorityOf(number: number | null | undefined): Priority | null {
  return priorityScale[number ?? 0] ?? null;
}

/** Ids of the issue's labels whose names did not come with it. */
export function namelessLabels({ labelIds, labels }: IssueNode): string[] {
  const named = new Set(labels?.nodes.map(({ id }) => id));
  return (labelIds ?? []).filter((id) => !named.has(id));
}

/** The issue in our words. `labelName` is asked for labels that came without one, and answers undefined for one that is gone. */
export function issueOf(node: IssueNode, labelName: (id: string) => string | undefined): Issue {
  const { assignee } = node;
  const names = new Map(node.labels?.nodes.map(({ id, name }) => [id, name]));
  const state = stateOf(node.state.type);
  const twin = node.relations?.nodes.find(({ type }) => type === 'duplicate')?.relatedIssue;
  return {
    id: node.id,
    key: node.identifier,
    url: node.url,
    title: node.title,
    project: node.team.key,
    state,
    stateName: node.state.name,
    resolution: null,
    assignee:
      assignee === null || assignee === undefined
        ? null
        : { name: assignee.name, email: assignee.email ?? null, active: assignee.active ?? true },
    due: dayOrNull(node.dueDate),
    priority: priorityOf(node.priority),
    labels: (node.labelIds ?? []).flatMap((id) => names.get(id) ?? labelName(id) ?? []),
    createdAt: node.createdAt,
    updatedAt: node.updatedAt,
    trashed: node.trashed ?? false,
    archived: typeof node.archivedAt === 'string' && node.trashed !== true,
    duplicateOf: node.state.type === 'duplicate' ? (twin?.identifier ?? null) : null,
    autoClosed: typeof node.autoClosedAt === 'string' && (state === 'done' || state === 'cancelled'),
  };
}

/** The changes of one line of history, in our words; a line may hold several, or none that concerns us. */
export function entriesOf(issueId: string, node: HistoryNode, viewerId: string): IssueHistoryEntry[] {
  const entry = (field: IssueHistoryEntry['field'], value: string | null): IssueHistoryEntry => ({
    entryId: `${node.id}:${field}`,
    issueId,
    field,
    value,
    occurredAt: node.createdAt,
    by: node.actor?.name ?? node.botActor?.name ?? null,
    ours: node.actor?.id === viewerId,
  });
  const entries: IssueHistoryEntry[] = [];
  const from = node.fromState ? stateOf(node.fromState.type) : null;
  const to = node.toState ? stateOf(node.toState.type) : null;
  if (to !== null && to !== from) entries.push(entry('state', to));
  if (differ(node.fromDueDate, node.toDueDate)) entries.push(entry('due', dayOrNull(node.toDueDate)));
  if (node.toAssignee || node.fromAssigneeId) entries.push(entry('assignee', node.toAssignee?.name ?? null));
  if (differ(node.fromPriority, node.toPriority))
    entries.push(entry('priority', priorityOf(node.toPriority)));
  return entries;
}

function differ(from: string | number | null | undefined, to: string | number | null | undefined): boolean {
  return (from ?? null) !== (to ?? null);
}

function dayOrNull(text: string | null | undefined): string | null {
  return typeof text === 'string' && isDay(text) ? text : null;
}
