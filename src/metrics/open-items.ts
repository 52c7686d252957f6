import { isUnfinished, type TrackedItem } from '../actions/item-history.ts';
import { momentsOf } from '../actions/moments-of.ts';
import { elapsedDays, type Day } from '../lib/calendar.ts';

/** An item that was unfinished at an instant: the start of the incident it might have prevented. */
export interface OpenItem {
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  /** Whole days from its creation to that instant. */
  readonly daysOpen: number;
  /** Whole days since its due day had passed, 0 when it had not; null without a due date. */
  readonly daysOverdue: number | null;
}

/** A while in which an item was unfinished and its due date stayed. */
export interface OpenStretch {
  readonly itemId: string;
  readonly incidentId: string;
  /** Of its issue. */
  readonly key: string | null;
  readonly text: string;
  readonly createdAt: Date;
  readonly due: Day | null;
  readonly from: Date;
  /** Exclusive; null while it lasts. */
  readonly to: Date | null;
}

/** The items that were unfinished at the instant, changes at that very instant included. `endOf` gives 24:00 of a day. */
export function openItemsAt(
  stretches: readonly OpenStretch[],
  instant: Date,
  endOf: (day: Day) => Date,
): OpenItem[] {
  return stretches
    .filter(({ from, to }) => from <= instant && (to === null || to > instant))
    .map(({ itemId, key, text, createdAt, due }) => ({
      id: itemId,
      key,
      text,
      daysOpen: Math.floor(elapsedDays(createdAt, instant)),
      daysOverdue: due === null ? null : Math.max(0, Math.floor(elapsedDays(endOf(due), instant))),
    }));
}

/** The stretches of an item by its history. */
export function stretchesOf(item: TrackedItem): OpenStretch[] {
  const { id, incidentId, text, createdAt, link } = item;
  return momentsOf(item).flatMap(({ counts, state, due, from, to }) =>
    counts && isUnfinished(state)
      ? { itemId: id, incidentId, key: link?.key ?? null, text, createdAt, due, from, to }
      : [],
  );
}
