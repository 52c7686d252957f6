import type { ItemState } from '../../../actions/item-history.ts';
import type { IssueHistoryEntry } from '../../tracker.ts';
import { priorityOf } from '../priority-names.ts';
import { stateOf } from '../read-issue.ts';

/** One item of a history entry, as Jira writes it. */
export type ChangeItem = Readonly<Record<string, unknown>>;
export type Change = Pick<IssueHistoryEntry, 'field' | 'value'>;
type Statuses = ReadonlyMap<string, { readonly category: string; readonly name: string }>;

/**
 * Reads the history entries of one issue, oldest first, into changes in our words. Status and resolution are followed together: either
 * may change the state, and a status may change without it. A status that no longer exists says nothing.
 */
export function changesOf(
  statuses: Statuses,
  dropped: readonly string[],
): (items: readonly ChangeItem[]) => readonly Change[] {
  let resolution: string | null = null;
  let statusId: string | null = null;
  const stateAt = (id: string | null): ItemState | null => {
    const status = statuses.get(id ?? '');
    return status === undefined ? null : stateOf(status.category, status.name, resolution, dropped);
  };

  function stateChange(items: readonly ChangeItem[]): readonly Change[] {
    const moved = items.find((item) => item['field'] === 'status');
    const resolved = items.find((item) => item['field'] === 'resolution');
    if (moved === undefined && resolved === undefined) return [];
    if (resolved !== undefined) resolution = text(resolved, 'fromString');
    const before = stateAt(moved === undefined ? statusId : text(moved, 'from'));
    if (resolved !== undefined) resolution = text(resolved, 'toString');
    if (moved !== undefined) statusId = text(moved, 'to');
    const after = stateAt(statusId);
    return after === null || after === before ? [] : [{ field: 'state', value: after }];
  }
  return (items) => [...stateChange(items), ...items.flatMap(fieldChange)];
}

function fieldChange(item: ChangeItem): readonly Change[] {
  switch (item['field']) {
    case 'duedate':
      return [{ field: 'due', value: text(item, 'to')?.slice(0, 10) ?? null }];
    case 'assignee':
      return [{ field: 'assignee', value: text(item, 'toString') }];
    case 'priority': {
      const name = text(item, 'toString');
      const priority = priorityOf(name);
      return name !== null && priority === null ? [] : [{ field: 'priority', value: priority }];
    }
    default:
      return [];
  }
}

function text(item: ChangeItem, name: string): string | null {
  const value = Object.hasOwn(item, name) ? item[name] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}
