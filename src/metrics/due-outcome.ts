/** What became of an item that was due in a week, in the order in which the rules are asked. */
export const outcomes = ['doneOnTime', 'doneLate', 'dropped', 'moved', 'missed', 'pending'] as const;
export type Outcome = (typeof outcomes)[number];

/** The due set of a week by outcome. Rates are shares of `total - pending`, null when that is 0. */
export interface DueFigures extends Readonly<Record<Outcome, number>> {
  readonly total: number;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
}
