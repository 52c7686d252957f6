import { addDays, daysBetween, type Day } from '../lib/calendar.ts';

/** The weekday of a day: Monday is 1, Sunday 7. */
export function weekdayOf(day: Day): number {
  return (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1;
}

/** The last day of a month, which counts from 1. */
export function lastOfMonth(year: number, month: number): Day {
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return addDays(`${String(nextYear).padStart(4, '0')}-${String(next).padStart(2, '0')}-01`, -1);
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function monthsLater(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const last = lastOfMonth(Math.floor(months / 12), (months % 12) + 1);
  const same = `${last.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}
