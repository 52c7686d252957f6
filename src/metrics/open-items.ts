import { isUnfinished } from '../actions/item-history.ts';
import { elapsedDays, type Day } from '../lib/calendar.ts';
import { stepBefore, type Timeline } from './timeline.ts';

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

/** The items that were unfinished at the instant, changes at that very instant included. `endOf` gives 24:00 of a day. */
export function openItemsAt(
  timelines: readonly Timeline[],
  instant: Date,
  endOf: (day: Day) => Date,
): OpenItem[] {
  return timelines.flatMap((timeline) => {
    const step = timeline.steps[stepBefore(timeline, instant.getTime() + 1)];
    if (!step || !isUnfinished(step.state)) return [];
    const { item } = timeline;
    return {
      id: item.id,
      key: item.link?.key ?? null,
      text: item.text,
      daysOpen: Math.floor(elapsedDays(item.createdAt, instant)),
      daysOverdue: step.due === null ? null : Math.max(0, Math.floor(elapsedDays(endOf(step.due), instant))),
    };
  });
}
