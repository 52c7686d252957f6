import { randomBytes, randomUUID } from 'node:crypto';
import type { ItemField } from '../actions/item-history.ts';
import type { Team } from '../config/config.ts';
import type { NewItemEvent } from '../db/item-event-store.ts';
import type { StatedItem } from '../postmortem/document.ts';
import type { NewIds, NewItemRow, NewWriteRow } from './intake-plan.ts';
import { ownerName, type ReadPromise } from './promise-of.ts';

/** Base 36 keeps the key valid as part of a Jira label; 20 characters of it hold over 100 random bits. */
export const randomIds: NewIds = {
  uuid: randomUUID,
  key: () =>
    BigInt(`0x${randomBytes(16).toString('hex')}`)
      .toString(36)
      .padStart(25, '0')
      .slice(-20),
};

export interface NewItemInput {
  readonly item: StatedItem;
  readonly promise: ReadPromise;
  readonly postmortemId: string;
  readonly incidentId: string;
  readonly team: Team;
  readonly createdAt: Date;
  readonly now: Date;
  readonly ids: NewIds;
}

/** A promise met for the first time: its row, its first history and the write that brings it into the tracker. */
export function newItem(input: NewItemInput): {
  row: NewItemRow;
  events: NewItemEvent[];
  write: NewWriteRow | null;
} {
  const { item, promise, ids, createdAt, now } = input;
  const id = ids.uuid();
  const row: NewItemRow = {
    id,
    postmortemId: input.postmortemId,
    incidentId: input.incidentId,
    key: ids.key(),
    ...statedFields(item, promise),
    team: input.team.id,
    createdAt,
    recordedAt: now,
    drift: [],
  };
  const first = (field: ItemField, value: string | null): NewItemEvent => ({
    itemId: id,
    field,
    value,
    occurredAt: createdAt,
    recordedAt: now,
    by: null,
    origin: 'document',
    sourceKey: `created:${field}`,
  });
  const events = [
    first('state', item.done ? 'done' : 'open'),
    first('due', promise.due),
    first('assignee', ownerName(promise.owner)),
    first('priority', item.priority),
  ];
  return { row, events, write: item.done ? null : firstWrite(id, input) };
}

/** The columns of an item that the document owns. */
export function statedFields(item: StatedItem, promise: ReadPromise) {
  return {
    line: item.line,
    text: item.text,
    section: item.section,
    category: item.category,
    level: item.level,
    test: item.test,
    links: [...item.links],
    weaknesses: item.problems,
    promisedOwner: item.owner,
    promisedDue: promise.due,
    promisedPriority: item.priority,
    promisedDone: item.done,
  };
}

/** The write that makes the item's issue, or adopts the ticket its document names. */
export function firstWrite(
  itemId: string,
  { promise, team, ids, now }: Pick<NewItemInput, 'promise' | 'team' | 'ids' | 'now'>,
): NewWriteRow {
  return {
    id: ids.uuid(),
    itemId,
    trackerId: promise.ticket?.trackerId ?? team.tracker,
    kind: promise.ticket ? 'adopt' : 'create',
    issueUuid: ids.uuid(),
    payload: promise.ticket ? { reference: promise.ticket.key } : {},
    state: 'queued',
    runAt: now,
    notes: [],
    createdAt: now,
  };
}
