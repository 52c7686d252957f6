import { daysBetween, type Day } from '../lib/calendar.ts';
import { priorities } from '../postmortem/promise.ts';
import { isUnfinished, itemStates, valueAt, type ItemEvent, type TrackedItem } from './item-history.ts';
import { itemVerdicts, type Crossing, type ItemMoment } from './item-moment.ts';

type Changes = { -readonly [Field in keyof ItemMoment]?: ItemMoment[Field] };
type History = Pick<TrackedItem, 'createdAt' | 'priority' | 'events'>;

/**
 * The life of an item as a row of moments without gaps, from its creation on. Of what happened before its creation only the last values matter, and
 * a due date given at the creation comes before one that stood then. An item whose state was never stated is open: nobody said that it is done.
 */
export function momentsOf(item: History): ItemMoment[] {
  const { createdAt, events } = item;
  const before = events.filter(({ occurredAt }) => occurredAt < createdAt);
  const since = events.filter(({ occurredAt }) => occurredAt >= createdAt);
  const promise = since.find(({ field }) => field === 'due');
  const firstDue = promise?.occurredAt.getTime() === createdAt.getTime() ? promise : undefined;
  const rows = [firstMoment(item, before, firstDue)];
  const memory: Memory = { openedAt: createdAt, standing: rows[0]?.due ?? null, reason: null, said: null };

  for (const event of before) merge(rows, valueChange(event));
  for (const event of since) {
    const now = rows[rows.length - 1];
    if (!now || event === firstDue) continue;
    if (event.field === 'state') {
      if (event.occurredAt > createdAt) begin(rows, event, stateChange(now, event, memory));
    } else if (event.field === 'due') begin(rows, event, dueChange(now, event, memory));
    else begin(rows, event, { ...valueChange(event), ...remark(now, event, memory) });
    if (isTouch(event)) begin(rows, event, { touchedAt: event.occurredAt });
  }
  return rows;
}

/** What a change depends on and no moment shows. */
interface Memory {
  openedAt: Date;
  /** The last date that stood. */
  standing: Day | null;
  reason: ItemEvent | null;
  said: ItemEvent | null;
}

function firstMoment(
  { createdAt, priority, events }: History,
  before: readonly ItemEvent[],
  promise: ItemEvent | undefined,
): ItemMoment {
  const state = stateNamed(valueAt(events, 'state', createdAt)) ?? 'open';
  const counts = isUnfinished(state);
  const due = (promise ?? before.findLast(({ field }) => field === 'due'))?.value ?? null;
  return {
    from: createdAt,
    to: null,
    counts,
    state,
    stateSince: createdAt,
    crossing: counts ? 'created' : null,
    due,
    firstDue: due,
    moves: 0,
    movedDays: due === null ? null : 0,
    pushedFrom: null,
    finishedDue: null,
    assignee: null,
    isAssigneeActive: true,
    priority,
    touchedAt: null,
    absences: 0,
    isExplained: false,
    acceptedUntil: null,
    verdict: null,
    verdictAt: null,
    wasEverOwed: counts,
  };
}

function stateChange(now: ItemMoment, { value, occurredAt }: ItemEvent, memory: Memory): Changes {
  const state = stateNamed(value);
  if (state === null || state === now.state) return {};
  const crossing = crossingOf(now, state);
  if (crossing === 'reopened') memory.openedAt = occurredAt;
  const finishedDue =
    crossing === null ? now.finishedDue : crossing === 'reopened' || !now.counts ? null : now.due;
  const next = { state, stateSince: occurredAt };
  return {
    ...next,
    crossing,
    finishedDue,
    wasEverOwed: now.wasEverOwed || isUnfinished(state),
    isExplained: isExplained(memory),
    ...verdictIn(next, memory),
  };
}

function crossingOf({ state: before }: ItemMoment, state: ItemMoment['state']): Crossing | null {
  if (!isUnfinished(before)) return isUnfinished(state) ? 'reopened' : null;
  return state === 'done' ? 'done' : state === 'cancelled' ? 'dropped' : null;
}

function dueChange(now: ItemMoment, { value: due }: ItemEvent, memory: Memory): Changes {
  if (due === now.due) return {};
  const { standing } = memory;
  const isPush = due !== null && standing !== null && due > standing;
  memory.standing = due ?? standing;
  const firstDue = now.firstDue ?? due;
  return {
    due,
    firstDue,
    moves: now.moves + Number(isPush),
    movedDays: due === null || firstDue === null ? null : Math.max(0, daysBetween(firstDue, due)),
    pushedFrom: isPush ? standing : null,
  };
}

/** Fields whose value is the whole news. */
function valueChange({ field, value }: ItemEvent): Changes {
  if (field === 'assignee') return { assignee: value };
  if (field === 'assignee_active') return { isAssigneeActive: value !== 'false' };
  if (field === 'priority') return { priority: priorities.find((known) => known === value) ?? null };
  if (field === 'accepted_until') return { acceptedUntil: value };
  return {};
}

/** Fields that say something about the state the item is in. */
function remark(now: ItemMoment, event: ItemEvent, memory: Memory): Changes {
  if (event.field === 'issue') return { absences: event.value === 'absent' ? now.absences + 1 : 0 };
  if (event.field === 'reason') {
    memory.reason = event;
    return { isExplained: isExplained(memory) };
  }
  if (event.field !== 'verified') return {};
  memory.said = event;
  return verdictIn(now, memory);
}

/** A reason given before the cancellation explains it too; one for an earlier cancellation explains nothing. */
function isExplained({ reason, openedAt }: Memory): boolean {
  return Boolean(reason?.value?.trim()) && reason !== null && reason.occurredAt >= openedAt;
}

function verdictIn(
  { state, stateSince }: Pick<ItemMoment, 'state' | 'stateSince'>,
  { said }: Memory,
): Pick<ItemMoment, 'verdict' | 'verdictAt'> {
  const verdict = itemVerdicts.find((word) => word === said?.value);
  if (state !== 'done' || !said || !verdict || said.occurredAt < stateSince)
    return { verdict: null, verdictAt: null };
  return { verdict, verdictAt: said.occurredAt };
}

/** A sweep's own findings are no deed of anybody. */
function isTouch({ origin, field }: ItemEvent): boolean {
  return origin === 'tracker' && field !== 'issue' && field !== 'assignee_active';
}

/** Begins a new moment with what changed, or none when nothing did. */
function begin(rows: ItemMoment[], { occurredAt }: ItemEvent, changes: Changes): void {
  const now = rows[rows.length - 1];
  if (!now || !differs(now, changes)) return;
  const isStep = changes.state !== undefined || changes.due !== undefined;
  if (!isStep && occurredAt.getTime() === now.from.getTime()) return merge(rows, changes);
  rows[rows.length - 1] = { ...now, to: occurredAt };
  rows.push({ ...now, crossing: null, pushedFrom: null, ...changes, from: occurredAt });
}

function merge(rows: ItemMoment[], changes: Changes): void {
  const now = rows[rows.length - 1];
  if (now) rows[rows.length - 1] = { ...now, ...changes };
}

function differs(now: ItemMoment, changes: Changes): boolean {
  const before: Readonly<Record<string, unknown>> = { ...now };
  return Object.entries(changes).some(([name, value]) => comparable(value) !== comparable(before[name]));
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function stateNamed(name: string | null | undefined): ItemMoment['state'] | null {
  return itemStates.find((state) => state === name) ?? null;
}
