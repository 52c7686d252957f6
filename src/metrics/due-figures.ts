import { outcomes, type Outcome } from './due-outcome.ts';

/** The due set of a week by outcome. Rates are shares of `total - pending`, null when that is 0. */
export interface DueFigures extends Readonly<Record<Outcome, number>> {
  readonly total: number;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
}

/** Counts the outcomes. Dropped and moved items stay in the denominator: neither is a completion. */
export function dueFigures(judged: readonly Outcome[]): DueFigures {
  const counts: Record<Outcome, number> = {
    doneOnTime: 0,
    doneLate: 0,
    dropped: 0,
    moved: 0,
    missed: 0,
    pending: 0,
  };
  for (const outcome of judged) counts[outcome] += 1;
  const total = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  return {
    total,
    ...counts,
    rate: share(counts.doneOnTime + counts.doneLate, total - counts.pending),
    onTimeRate: share(counts.doneOnTime, total - counts.pending),
  };
}

/** part / whole, null when the whole is 0. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
