import { addWeeks, type Week } from '../lib/calendar.ts';
import { dueFigures } from './due-figures.ts';
import { dueJudgement } from './due-outcome.ts';
import { spanOf } from './span.ts';
import type { Timeline } from './timeline.ts';

export interface TrendPoint {
  readonly week: string;
  readonly total: number;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
}

const weeksShown = 12;

/** The week and the 11 before it, the oldest first, each as its own report gives it. */
export function trendOf(
  timelines: readonly Timeline[],
  week: Week,
  now: Date,
  timeZone: string,
): TrendPoint[] {
  return Array.from({ length: weeksShown }, (_, index) => {
    const span = spanOf(addWeeks(week, index + 1 - weeksShown, timeZone), now, timeZone);
    const judged = timelines.flatMap((timeline) => dueJudgement(timeline, span)?.outcome ?? []);
    const { total, rate, onTimeRate } = dueFigures(judged);
    return { week: span.week.name, total, rate, onTimeRate };
  });
}
