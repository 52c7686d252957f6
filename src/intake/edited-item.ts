import { valueAt, type ItemEvent, type ItemField } from '../actions/item-history.ts';
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
  readonly set: Partial<NewItemRow>;
  readonly events: readonly NewItemEvent[];
  readonly write: NewWriteRow | null;
  /** Whether the words or the promise changed, not only the line. */
  readonly substantial: boolean;
}

/** The payload of an update write: the fields of the promise that changed, by their names in the document's words. */
export interface PromiseChange {
  text?: string;
  owner?: string | null;
  due?: string | null;
  priority?: string | null;
}

/**
 * What a later edit of the document does to an item. A changed field goes to the issue if nobody changed it in the
 * tracker since; otherwise the two sides disagree and that is noted as drift, never overwritten.
 */
export function editedItem({ before, item, promise, now, ids }: EditInput): ItemEdit {
  const { row, events: history } = before;
  const changes: PromiseChange = {};
  const events: NewItemEvent[] = [];
  const drift: string[] = [];
  const offer = (
    name: 'owner' | 'due' | 'priority',
    field: ItemField,
    was: string | null,
    is: string | null,
    shown: string | null,
  ) => {
    if (was === is) return;
    const touched = history.some((event) => event.field === field && event.origin === 'tracker');
    const present = valueAt(history, field, now) ?? null;
    if (touched && present !== shown) {
      drift.push(
        `The document now says ${name} ${shown ?? 'none'}; ${row.issueKey ?? 'the issue'} says ${present ?? 'none'}.`,
      );
      return;
    }
    changes[name] = is;
    events.push({
      itemId: row.id,
      field,
      value: shown,
      occurredAt: now,
      recordedAt: now,
      by: null,
      origin: 'document',
      sourceKey: `edit:${field}:${now.toISOString()}`,
    });
  };
  if (row.text !== item.text) {
    if (row.issueTitle !== null && row.issueTitle !== issueTitle(row.text)) {
      drift.push(`The document rewords the item; ${row.issueKey ?? 'the issue'} has a title of its own.`);
    } else {
      changes.text = item.text;
    }
  }
  offer('due', 'due', row.promisedDue, promise.due, promise.due);
  offer('owner', 'assignee', row.promisedOwner, item.owner, ownerName(promise.owner));
  offer('priority', 'priority', row.promisedPriority, item.priority, item.priority);
  if (item.done && !row.promisedDone) tickOff();
  const set = { ...statedFields(item, promise), withdrawnAt: null, ...(drift.length > 0 ? { drift } : {}) };
  const wanted = Object.keys(changes).length > 0 && row.issueId !== null;
  return {
    set,
    events,
    write: wanted ? updateWrite(row, changes, now, ids) : null,
    substantial:
      Object.keys(changes).length > 0 ||
      drift.length > 0 ||
      events.length > 0 ||
      row.promisedDone !== item.done,
  };

  function tickOff(): void {
    const state = valueAt(history, 'state', now);
    if (state === 'done' || state === 'cancelled') return;
    if (row.issueId !== null) {
      drift.push(`The document says done; ${row.issueKey ?? 'the issue'} is not.`);
      return;
    }
    events.push({
      itemId: row.id,
      field: 'state',
      value: 'done',
      occurredAt: now,
      recordedAt: now,
      by: null,
      origin: 'document',
      sourceKey: `edit:state:${now.toISOString()}`,
    });
  }
}

function updateWrite(row: ItemRow, changes: PromiseChange, now: Date, ids: NewIds): NewWriteRow {
  return {
    id: ids.uuid(),
    itemId: row.id,
    trackerId: row.trackerId ?? '',
    kind: 'update',
    issueUuid: ids.uuid(),
    payload: { ...changes },
    state: 'queued',
    runAt: now,
    notes: [],
    createdAt: now,
  };
}
