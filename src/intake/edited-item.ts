import { isDeepStrictEqual } from 'node:util';
import { isUnfinished, valueAt, type ItemEvent, type ItemField } from '../actions/item-history.ts';
import type { PromiseChange } from '../actions/promise-change.ts';
import { issueTitle } from '../actions/issue-title.ts';
import type { NewItemEvent } from '../db/item-event-store.ts';
import type { StatedItem } from '../postmortem/document.ts';
import type { ItemRow, NewIds, NewItemRow, NewWriteRow } from './intake-plan.ts';
import { statedFields } from './new-item.ts';
import { ownerName, type ReadPromise } from './promise-of.ts';

export interface EditInput {
  readonly before: { readonly row: ItemRow; readonly events: readonly ItemEvent[] };
  readonly item: StatedItem;
  readonly promise: ReadPromise;
  readonly now: Date;
  readonly ids: NewIds;
}

export interface ItemEdit {
  /** The columns that change; none when the document says of the item what it said before. */
  readonly set: Partial<NewItemRow>;
  readonly events: readonly NewItemEvent[];
  readonly write: NewWriteRow | null;
  /** Whether the words or the promise changed, not only the line. */
  readonly substantial: boolean;
}

/**
 * What a later edit of the document does to an item. A changed field goes to the issue if nobody changed it in the
 * tracker since; otherwise the two sides disagree and that is noted as drift, never overwritten.
 */
export function editedItem({ before, item, promise, now, ids }: EditInput): ItemEdit {
  const { row, events: history } = before;
  const issue = row.issueKey ?? 'the issue';
  const events: NewItemEvent[] = [];
  const drift: string[] = [];
  const record = (field: ItemField, value: string | null) =>
    events.push({
      itemId: row.id,
      field,
      value,
      occurredAt: now,
      recordedAt: now,
      by: null,
      origin: 'document',
      sourceKey: `edit:${field}:${now.toISOString()}`,
    });
  /** Whether the new value may go to the issue; records it if so. */
  const goes = (name: string, field: ItemField, value: string | null): boolean => {
    const present = valueAt(history, field, now) ?? null;
    const changedThere = history.some((event) => event.field === field && event.origin === 'tracker');
    if (changedThere && present !== value) {
      drift.push(`The document now says ${name} ${value ?? 'none'}; ${issue} says ${present ?? 'none'}.`);
      return false;
    }
    record(field, value);
    return true;
  };

  const reworded = row.text !== item.text;
  const retitled = row.issueTitle !== null && row.issueTitle !== issueTitle(row.text);
  if (reworded && retitled) drift.push(`The document rewords the item; ${issue} has a title of its own.`);
  const changes: PromiseChange = {
    ...(reworded && !retitled ? { text: item.text } : {}),
    ...(row.promisedDue !== promise.due && goes('due date', 'due', promise.due) ? { due: promise.due } : {}),
    ...(row.promisedOwner !== item.owner && goes('owner', 'assignee', ownerName(promise.owner))
      ? { owner: item.owner }
      : {}),
    ...(row.promisedPriority !== item.priority && goes('priority', 'priority', item.priority)
      ? { priority: item.priority }
      : {}),
  };
  if (item.done && !row.promisedDone && isUnfinished(valueAt(history, 'state', now))) {
    if (row.issueId === null) record('state', 'done');
    else drift.push(`The document says done; ${issue} is not.`);
  }
  const changed = Object.keys(changes).length > 0;
  return {
    set: whatDiffers(row, {
      ...statedFields(item, promise),
      withdrawnAt: null,
      ...(drift.length > 0 ? { drift } : {}),
    }),
    events,
    write: changed && row.issueId !== null ? updateWrite(row, changes, now, ids) : null,
    substantial: changed || drift.length > 0 || events.length > 0,
  };
}

function whatDiffers(row: ItemRow, stated: Partial<NewItemRow>): Partial<NewItemRow> {
  const before: Readonly<Record<string, unknown>> = row;
  return Object.fromEntries(
    Object.entries(stated).filter(([column, value]) => !isDeepStrictEqual(before[column], value)),
  );
}

function updateWrite(row: ItemRow, changes: PromiseChange, now: Date, ids: NewIds): NewWriteRow {
  return {
    id: ids.uuid(),
    itemId: row.id,
    trackerId: row.trackerId ?? '',
    kind: 'update',
    issueUuid: ids.uuid(),
    payload: changes,
    state: 'queued',
    runAt: now,
    notes: [],
    createdAt: now,
  };
}
