import type { ItemState } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import type { Span } from './span.ts';

/** What became of an item that was due in a week, in the order in which the rules are asked. */
export const outcomes = ['doneOnTime', 'doneLate', 'dropped', 'moved', 'missed', 'pending'] as const;
export type Outcome = (typeof outcomes)[number];

/** An item of the due set of a week, as it stands at the end of the week or now. */
export interface DuePromise {
  /** The day by which it is judged. */
  readonly baseline: Day;
  readonly state: ItemState;
  readonly stateSince: Date;
  readonly due: Day | null;
}

/** How the promise is judged in the week of its baseline. */
export function dueOutcome({ baseline, state, stateSince, due }: DuePromise, span: Span): Outcome {
  const dayEnd = span.dayEnds.get(baseline) ?? 0;
  if (state === 'done') return stateSince.getTime() < dayEnd ? 'doneOnTime' : 'doneLate';
  if (state === 'cancelled') return 'dropped';
  if (due === null || due > baseline) return 'moved';
  return span.asOf.getTime() >= dayEnd ? 'missed' : 'pending';
}
