import { Temporal } from 'temporal-polyfill';

/** A calendar day without a zone, written `2026-11-20`. */
export type Day = string;

/** An ISO week in the organisation's time zone: from Monday 00:00 to the next Monday 00:00, exclusive. */
export interface Week {
  /** `2026-W46` */
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Whether the text is a real day such as `2026-02-28`; `2026-02-30` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  // 30 February is taken for 2 March, and 45 January for no day at all.
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(8));
}

/** Whether the runtime knows the IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The calendar day on which the instant falls in the zone: the last that has begun, of the day in UTC and its neighbours. */
export function dayOf(instant: Date, timeZone: string): Day {
  const day = dayAt(instant.getTime());
  const next = addDays(day, 1);
  if (startOfDay(next, timeZone) <= instant) return next;
  return startOfDay(day, timeZone) <= instant ? day : addDays(day, -1);
}

/** The first instant of the day in the zone (00:00, or later where a clock change skips midnight). */
export function startOfDay(day: Day, timeZone: string): Date {
  const name = `${day} ${timeZone}`;
  const known = starts.get(name);
  if (known !== undefined) return new Date(known);
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
  if (starts.size >= mostStarts) starts.clear();
  starts.set(name, start);
  return new Date(start);
}

/** Days are few and asked for again and again, and each takes a tenth of a millisecond to work out. */
const starts = new Map<string, number>();
const mostStarts = 20_000;

/** 24:00 of the day in the zone, which is the first instant of the next day. */
export function endOfDay(day: Day, timeZone: string): Date {
  return startOfDay(addDays(day, 1), timeZone);
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayAt(Date.parse(day) + count * 86_400_000);
}

/** The day in UTC. */
function dayAt(milliseconds: number): Day {
  const [day = ''] = new Date(milliseconds).toISOString().split('T');
  return day;
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Elapsed time in days of 24 hours, with fraction. */
export function elapsedDays(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 86_400_000;
}

/** The ISO week in which the instant falls. */
export function weekAt(instant: Date, timeZone: string): Week {
  return weekFrom(Temporal.PlainDate.from(dayOf(instant, timeZone)), timeZone);
}

/** The week of a name such as `2026-W46`, or null when there is no such week. */
export function weekNamed(name: string, timeZone: string): Week | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(name);
  if (!match) return null;
  const fourthOfJanuary = Temporal.PlainDate.from({ year: Number(match[1]), month: 1, day: 4 });
  const week = weekFrom(fourthOfJanuary.add({ weeks: Number(match[2]) - 1 }), timeZone);
  return week.name === name ? week : null;
}

/** The week `count` weeks later (earlier when negative). */
export function addWeeks(week: Week, count: number, timeZone: string): Week {
  return weekFrom(Temporal.PlainDate.from(week.firstDay).add({ weeks: count }), timeZone);
}

/** The last week that is over at `now`. */
export function lastCompleteWeek(now: Date, timeZone: string): Week {
  return addWeeks(weekAt(now, timeZone), -1, timeZone);
}

function weekFrom(day: Temporal.PlainDate, timeZone: string): Week {
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const sunday = monday.add({ days: 6 });
  const thursday = monday.add({ days: 3 });
  return {
    name: `${String(thursday.year).padStart(4, '0')}-W${String(thursday.weekOfYear).padStart(2, '0')}`,
    from: startOfDay(monday.toString(), timeZone),
    to: startOfDay(sunday.add({ days: 1 }).toString(), timeZone),
    firstDay: monday.toString(),
    lastDay: sunday.toString(),
  };
}
