import type { JiraSite } from './jira-site.ts';
import type { HistoryItem, IssueEdit, StoredIssue } from './stored-issue.ts';

/** The history items of an edit: one for each field that really changes, in Jira's notation. */
export function itemsOfEdit(site: JiraSite, issue: StoredIssue, edit: IssueEdit): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  if (edit.summary !== undefined && edit.summary !== issue.summary) {
    items.push(worded('summary', issue.summary, edit.summary));
  }
  if (
    edit.description !== undefined &&
    JSON.stringify(edit.description) !== JSON.stringify(issue.description)
  ) {
    items.push(worded('description', '', ''));
  }
  if (edit.assigneeId !== undefined && edit.assigneeId !== issue.assigneeId) {
    items.push(
      item(
        'assignee',
        issue.assigneeId,
        nameOf(site, issue.assigneeId),
        edit.assigneeId,
        nameOf(site, edit.assigneeId),
      ),
    );
  }
  if (edit.due !== undefined && edit.due !== issue.due) {
    items.push(item('duedate', issue.due, midnight(issue.due), edit.due, midnight(edit.due)));
  }
  if (edit.priority !== undefined && edit.priority !== issue.priority) {
    items.push(
      item(
        'priority',
        idOf(site.priorities, issue.priority),
        issue.priority,
        idOf(site.priorities, edit.priority),
        edit.priority,
      ),
    );
  }
  if (edit.labels !== undefined && edit.labels.join(' ') !== issue.labels.join(' ')) {
    items.push(worded('labels', issue.labels.join(' '), edit.labels.join(' ')));
  }
  return items;
}

/** The history items of a transition: the status, and the resolution when it changes. */
export function itemsOfTransition(
  site: JiraSite,
  issue: StoredIssue,
  statusId: string,
  resolution: string | null,
): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  if (resolution !== issue.resolution) {
    items.push(
      item(
        'resolution',
        idOf(site.resolutions, issue.resolution),
        issue.resolution,
        idOf(site.resolutions, resolution),
        resolution,
      ),
    );
  }
  if (statusId !== issue.statusId) {
    items.push(
      item('status', issue.statusId, statusName(site, issue.statusId), statusId, statusName(site, statusId)),
    );
  }
  return items;
}

/** The id the site gives a priority or resolution: its place in the list, counted from 1. */
export function idOf(names: readonly string[], name: string | null): string | null {
  return name === null ? null : String(names.indexOf(name) + 1);
}

/** An item without ids, as Jira writes moves and free text. */
export function worded(field: string, from: string, to: string): HistoryItem {
  return item(field, null, from, null, to);
}

function item(
  field: string,
  from: string | null,
  fromText: string | null,
  to: string | null,
  toText: string | null,
): HistoryItem {
  return { field, from, fromText, to, toText };
}

function nameOf(site: JiraSite, accountId: string | null): string | null {
  return site.users.find((user) => user.accountId === accountId)?.name ?? null;
}

function statusName(site: JiraSite, statusId: string): string | null {
  return site.statuses.find((status) => status.id === statusId)?.name ?? null;
}

function midnight(day: string | null): string | null {
  return day === null ? null : `${day} 00:00:00.0`;
}
