import type { ItemEvent, TrackedItem } from '../actions/item-history.ts';
import { daysBetween, type Day } from '../lib/calendar.ts';

/** The slip ledger of an item in short. */
export interface DueMoves {
  /** The first due date ever given to it. */
  readonly firstDue: Day | null;
  readonly due: Day | null;
  /** Moves to a later day than the last date that stood, also after a removal. */
  readonly moves: number;
  /** Calendar days from the first due date to the present one, 0 if that is earlier; null without a due date. */
  readonly movedDays: number | null;
  readonly entries: readonly DueEntry[];
}

/** How it stood after one change of the due date. */
export interface DueEntry {
  readonly at: Date;
  readonly due: Day | null;
  readonly moves: number;
  readonly movedDays: number | null;
}

/**
 * Reads the due dates up to `through`. What happened before the creation does not count, save the date that stood then,
 * unless a first promise was made at the creation.
 */
export function dueMoves(item: TrackedItem, through: Date): DueMoves {
  const entries: DueEntry[] = [];
  let firstDue: Day | null = null;
  let standing: Day | null = null;
  let moves = 0;
  for (const { value, occurredAt } of dueEvents(item, through)) {
    firstDue ??= value;
    if (value !== null && standing !== null && value > standing) moves += 1;
    standing = value ?? standing;
    const movedDays = value === null || firstDue === null ? null : Math.max(0, daysBetween(firstDue, value));
    entries.push({ at: occurredAt, due: value, moves, movedDays });
  }
  const last = entries.at(-1);
  return { firstDue, due: last?.due ?? null, moves, movedDays: last?.movedDays ?? null, entries };
}

function dueEvents(item: TrackedItem, through: Date): Pick<ItemEvent, 'value' | 'occurredAt'>[] {
  const { createdAt } = item;
  const changes = item.events.filter(({ field, occurredAt }) => field === 'due' && occurredAt <= through);
  const since = changes.filter(({ occurredAt }) => occurredAt >= createdAt);
  const before = changes.findLast(({ occurredAt }) => occurredAt < createdAt);
  const promised = since[0]?.occurredAt.getTime() === createdAt.getTime();
  return before && !promised ? [{ value: before.value, occurredAt: createdAt }, ...since] : since;
}
