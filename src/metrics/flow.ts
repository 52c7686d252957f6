import { isUnfinished, type ItemState } from '../actions/item-history.ts';
import type { Crossing } from '../actions/item-moment.ts';

/** Unfinished items over a week: `openAtStart + created + reopened = done + dropped + openAtEnd`, always. */
export interface Flow extends Readonly<Record<Crossing, number>> {
  readonly openAtStart: number;
  readonly openAtEnd: number;
}

/** An item over a week: its state at the end, and what it crossed within, in order. */
export interface FlowItem {
  readonly state: ItemState;
  readonly crossings: readonly Crossing[];
}

/** What happened in a week, whatever stood at its ends. */
export interface WeekCrossings {
  readonly week: string;
  readonly counts: Readonly<Record<Crossing, number>>;
}

/**
 * Counts what stood at the two ends of the week and every crossing between unfinished and finished within it. A change
 * from done to cancelled or back crosses nothing.
 */
export function flowOf(items: readonly FlowItem[]): Flow {
  const flow = { openAtStart: 0, created: 0, reopened: 0, done: 0, dropped: 0, openAtEnd: 0 };
  for (const { state, crossings } of items) {
    for (const crossing of crossings) flow[crossing] += 1;
    if (wasOpenAtStart(state, crossings)) flow.openAtStart += 1;
    if (isUnfinished(state)) flow.openAtEnd += 1;
  }
  return flow;
}

/** What an item crosses first tells on which side it was before. */
function wasOpenAtStart(state: ItemState, [first]: readonly Crossing[]): boolean {
  return first === undefined ? isUnfinished(state) : first === 'done' || first === 'dropped';
}

/** The flows of weeks that follow each other, the last of which is known: each ends as the next one begins. */
export function flowsUpTo(last: Flow, earlier: readonly WeekCrossings[]): readonly Flow[] {
  return earlier.reduceRight<readonly Flow[]>(
    (flows, { counts }) => {
      const openAtEnd = flows[0]?.openAtStart ?? 0;
      const openAtStart = openAtEnd + counts.done + counts.dropped - counts.created - counts.reopened;
      return [{ openAtStart, ...counts, openAtEnd }, ...flows];
    },
    [last],
  );
}
