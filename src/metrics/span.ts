import { addWeeks, endOfDay, addDays, type Day, type Week } from '../lib/calendar.ts';

/** A week as far as it has gone at `now`. Instants as milliseconds where items are counted. */
export interface Span {
  readonly week: Week;
  readonly asOf: Date;
  readonly from: number;
  /** What occurs from here on does not count: the end of the week, or anything after now. */
  readonly before: number;
  /** The last instant that counts. */
  readonly through: Date;
  /** Each day of the week → its 24:00. */
  readonly dayEnds: ReadonlyMap<Day, number>;
}

/** The week as it stands at `now`. In a week that has not begun, what stands now is taken as its start. */
export function spanOf(week: Week, now: Date, timeZone: string): Span {
  const before = Math.min(week.to.getTime(), now.getTime() + 1);
  const days = Array.from({ length: 7 }, (_, index) => addDays(week.firstDay, index));
  return {
    week,
    asOf: now < week.to ? now : week.to,
    from: Math.min(week.from.getTime(), before),
    before,
    through: new Date(before - 1),
    dayEnds: new Map(days.map((day) => [day, endOfDay(day, timeZone).getTime()])),
  };
}

/** The start of the 13 weeks that end with this one. */
export function trailingFrom(week: Week, timeZone: string): Date {
  return addWeeks(week, -12, timeZone).from;
}
