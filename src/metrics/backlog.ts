import { addDays, type Day } from '../lib/calendar.ts';
import type { Flow } from './flow.ts';

/** The flow of one week. */
export interface FlowWeek {
  readonly week: string;
  readonly flow: Flow;
}

/** Where the pile of unfinished items is going. */
export interface Pace {
  /** How many whole weeks it is read from: those since anything was unfinished at the start of a week, the running one left out. */
  readonly weeks: number;
  /** By how many items a week the pile grew on average, negative when it shrank; null when that cannot be said. */
  readonly perWeek: number | null;
  /** The day by which nothing would be left at that rate; null when it does not shrink, would take more than a year, or nothing is left. */
  readonly clearedBy: Day | null;
}

const fewestWeeks = 6;
const yearDays = 365;

/**
 * The mean change per week, and where it leads from `today` on. The mean and not the median, because items come in bursts, a postmortem at a time: the
 * usual week brings none, and its change says nothing of the pile. It is said from six whole weeks on, and only when no single week decides whether the
 * pile shrinks or grows: leaving any one of them out keeps the direction.
 */
export function paceOf(weeks: readonly FlowWeek[], isLastRunning: boolean, today: Day): Pace {
  const whole = isLastRunning ? weeks.slice(0, -1) : weeks;
  const first = whole.findIndex(({ flow }) => flow.openAtStart > 0);
  const changes = first < 0 ? [] : whole.slice(first).map(({ flow }) => flow.openAtEnd - flow.openAtStart);
  const perWeek = steadyMean(changes);
  const open = weeks.at(-1)?.flow.openAtEnd ?? 0;
  return { weeks: changes.length, perWeek, clearedBy: clearedBy(open, perWeek, today) };
}

function steadyMean(changes: readonly number[]): number | null {
  if (changes.length < fewestWeeks) return null;
  const total = changes.reduce((sum, change) => sum + change, 0);
  const isSteady = changes.every((change) => Math.sign(total - change) === Math.sign(total));
  return isSteady && total !== 0 ? total / changes.length : null;
}

function clearedBy(open: number, perWeek: number | null, today: Day): Day | null {
  if (perWeek === null || perWeek >= 0 || open === 0) return null;
  const days = Math.ceil((open / -perWeek) * 7);
  return days > yearDays ? null : addDays(today, days);
}
