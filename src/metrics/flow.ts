import type { Crossing } from '../actions/item-moment.ts';

/**
 * Unfinished items over a week: what stood at its two ends, and every crossing between unfinished and finished within it. A change from done to
 * cancelled or back crosses nothing. `openAtStart + created + reopened = done + dropped + openAtEnd`, always.
 */
export interface Flow extends Readonly<Record<Crossing, number>> {
  readonly openAtStart: number;
  readonly openAtEnd: number;
}

/** What happened in a week, whatever stood at its ends. */
export interface WeekCrossings {
  readonly week: string;
  readonly counts: Readonly<Record<Crossing, number>>;
}

/** The flow of no items. */
export const noFlow: Flow = { openAtStart: 0, created: 0, reopened: 0, done: 0, dropped: 0, openAtEnd: 0 };

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
