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
  /** By how many items a week the pile grew on average, negative when it shrank; null when it cannot be said that it does either. */
  readonly perWeek: number | null;
  /** The 95 % interval of that average; null from too few weeks. */
  readonly low: number | null;
  readonly high: number | null;
  /** The day by which nothing would be left at that rate; null when it does not shrink, would take more than a year, or nothing is left. */
  readonly clearedBy: Day | null;
}

const yearDays = 365;
/** 97.5 % points of Student's t by the number of weeks, which is one more than the degrees of freedom. */
const student: Readonly<Record<number, number>> = {
  6: 2.571,
  7: 2.447,
  8: 2.365,
  9: 2.306,
  10: 2.262,
  11: 2.228,
  12: 2.201,
};

/**
 * The mean change per week, and where it leads from `today` on. The mean and not the median, because items come in bursts, a postmortem at a time: the
 * usual week brings none, and its change says nothing of the pile. It is said of six to twelve whole weeks, and only when its 95 % interval (Student's t)
 * leaves no doubt of the direction: a pile that goes up and down by chance leads nowhere.
 */
export function paceOf(weeks: readonly FlowWeek[], isLastRunning: boolean, today: Day): Pace {
  const whole = isLastRunning ? weeks.slice(0, -1) : weeks;
  const first = whole.findIndex(({ flow }) => flow.openAtStart > 0);
  const changes = first < 0 ? [] : whole.slice(first).map(({ flow }) => flow.openAtEnd - flow.openAtStart);
  const mean = meanOf(changes);
  const t = student[changes.length];
  if (t === undefined)
    return { weeks: changes.length, perWeek: null, low: null, high: null, clearedBy: null };
  const variance = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (changes.length - 1);
  const spread = t * Math.sqrt(variance / changes.length);
  const [low, high] = [mean - spread, mean + spread];
  const isClear = low > 0 || high < 0 || spread === 0;
  const open = weeks.at(-1)?.flow.openAtEnd ?? 0;
  return {
    weeks: changes.length,
    perWeek: isClear ? mean : null,
    low,
    high,
    clearedBy: isClear && open > 0 ? clearedBy(open, mean, today) : null,
  };
}

function meanOf(changes: readonly number[]): number {
  return changes.reduce((sum, change) => sum + change, 0) / changes.length;
}

function clearedBy(open: number, perWeek: number, today: Day): Day | null {
  if (perWeek >= 0) return null;
  const days = Math.ceil((open / -perWeek) * 7);
  return days > yearDays ? null : addDays(today, days);
}
