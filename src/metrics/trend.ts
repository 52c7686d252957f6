import { dueFigures } from './due-figures.ts';
import { dueOutcome, type DuePromise } from './due-outcome.ts';
import type { Span } from './span.ts';

export interface TrendPoint {
  readonly week: string;
  readonly total: number;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
}

/** A promise of the due set of a week. */
export interface WeekPromise extends DuePromise {
  readonly week: string;
}

/** A point for each week, as its own report gives it. */
export function trendOf(promises: readonly WeekPromise[], spans: readonly Span[]): TrendPoint[] {
  const byWeek = Map.groupBy(promises, ({ week }) => week);
  return spans.map((span) => {
    const judged = (byWeek.get(span.week.name) ?? []).map((promise) => dueOutcome(promise, span));
    const { total, rate, onTimeRate } = dueFigures(judged);
    return { week: span.week.name, total, rate, onTimeRate };
  });
}
