import { addDays, daysBetween, type Day, isDay } from '../lib/calendar.ts';
import { datesIn, type FigureOrder, monthNumber, type WrittenDate } from './written-dates.ts';
import { zoneAt } from './written-zone.ts';

/** How a document writes its days and clocks. */
export interface WritingHabit {
  readonly order: FigureOrder;
  /** Offset of the zone the document says all its times are in; null when it says none. */
  readonly zone: string | null;
}

const clockWords = String.raw`(?<h>2[0-3]|[01]?\d)(?!\d)(?:[:.h時](?<min>[0-5]\d)分?(?::(?<sec>[0-5]\d)(?:[.,]\d{1,9})?)?)?\s?(?<half>[ap]\.?m\.?(?![a-z]))?`;
const clockAfter = new RegExp(
  `^(?:T|[\\s,]{0,3}(?:at |kl\\.? ?|um |à |a las |ab )?(?:around |approximately |about |~ ?)?)${clockWords}`,
  'iu',
);
const clockBefore = new RegExp(
  `(?<![\\d:.])${clockWords}(?<zone>[\\s(]{0,2}[A-Z+\\d:-]{1,9}\\)?)?[\\s,]{1,2}(?:on |, )?(?:the )?(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?$`,
  'iu',
);
const clockAlone = new RegExp(
  `^[\\s~≈]{0,3}(?:at |kl\\.? ?|around |approximately |about )?${clockWords}`,
  'iu',
);

/**
 * The first moment a text names: an ISO instant when date, time and zone are known, with its offset as the document has it, else
 * the day alone. The zone is the one written behind the time, or the one the document says its times are in.
 */
export function momentIn(text: string, habit: WritingHabit): string | null {
  for (const date of datesIn(text, habit.order)) {
    const moment = momentAt(text, date, habit);
    if (moment) return moment;
  }
  return null;
}

/** The last moment of a range such as `2026-11-02 09:12 – 10:01 UTC` or `2–4 March 2026`; null when the text is no range. */
export function rangeEndIn(text: string, habit: WritingHabit): string | null {
  const dates = datesIn(text, habit.order).filter(({ day }) => day !== null);
  const [first, second] = dates;
  if (!first?.day) return null;
  const between = /^.{0,40}?(?:\s?(?:[-–—~〜→]|to|until|till|through|bis|til|hasta|au)\s?)$/iu;
  if (second?.day && between.test(text.slice(first.end, second.start)) && second.day >= first.day)
    return momentAt(text, second, habit);
  const last =
    /\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–&,]\s?|\s(?:and|to)\s)(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}\d{4}$/u.exec(
      first.written,
    )?.[1];
  if (last !== undefined) {
    const end = `${first.day.slice(0, 8)}${last.padStart(2, '0')}`;
    return isDay(end) && end > first.day ? end : null;
  }
  const rest = text.slice(first.end, first.end + 80);
  const clock = clockAfter.exec(rest);
  const dash = clock
    ? /^.{0,12}?\s?(?:[-–—~〜→]|to|until|till|bis|til)\s?/u.exec(rest.slice(clock[0].length))
    : null;
  if (clock && dash) return clockOn(first.day, rest.slice(clock[0].length + dash[0].length), habit);
  return rangeStart(text, first) === null ? null : first.day;
}

/** The moment of a clock time without a date on a day known from elsewhere; null when the text begins with none or its zone is unknown. */
export function clockOn(day: Day, text: string, habit: WritingHabit): string | null {
  const clock = clockAlone.exec(text.slice(0, 40));
  if (!clock?.groups || (!clock.groups['min'] && !clock.groups['half'])) return null;
  return instant(day, clock.groups, zoneAt(text.slice(clock[0].length))?.offset ?? habit.zone);
}

/** "Yesterday", "today" and days without a year, as they read on the day a document was written; null when the text names none. */
export function dayRelativeTo(written: Day, text: string): Day | null {
  const said =
    /\b(?:(?<yesterday>yesterday|last night|i går|gestern|ayer|hier soir)|(?<today>today|this (?:morning|afternoon|evening)|i dag|heute|hoy|aujourd'hui))\b/iu.exec(
      text,
    );
  const partial =
    /(?<!\p{L})(?<n>\p{L}{3,10})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?!,? \d{4})|(?<!\d)(?<e>\d{1,2})(?:st|nd|rd|th|er|\.|º|°)? (?:of |de )?(?<m>\p{L}{3,10})(?!,? \d{4})/gu;
  for (const { groups } of text.matchAll(partial)) {
    const month = monthNumber(groups?.['n'] ?? groups?.['m'] ?? '');
    if (month === null) continue;
    const tail = `-${String(month).padStart(2, '0')}-${(groups?.['d'] ?? groups?.['e'] ?? '').padStart(2, '0')}`;
    const year = Number(written.slice(0, 4));
    const day = [`${year}${tail}`, `${year - 1}${tail}`].find(
      (candidate) => isDay(candidate) && candidate <= written,
    );
    if (day) return day;
  }
  if (said?.groups?.['yesterday']) return addDays(written, -1);
  return said ? written : null;
}

function momentAt(text: string, date: WrittenDate, habit: WritingHabit): string | null {
  if (date.day === null) return null;
  const after = text.slice(date.end, date.end + 60);
  const clock = clockAfter.exec(after);
  if (clock?.groups && (clock.groups['min'] !== undefined || clock.groups['half'] !== undefined)) {
    const rest = after.slice(clock[0].length);
    const closing = /^\s?(?:[-–—~〜→]|to|until|till|bis|til)\s?/u.exec(rest);
    const until = closing ? clockAlone.exec(rest.slice(closing[0].length)) : null;
    const behind = until && closing ? rest.slice(closing[0].length + until[0].length) : rest;
    return (
      instant(date.day, clock.groups, zoneAt(rest)?.offset ?? zoneAt(behind)?.offset ?? habit.zone) ??
      date.day
    );
  }
  const start = rangeStart(text, date);
  if (start !== null) return start;
  const before = clockBefore.exec(text.slice(Math.max(0, date.start - 50), date.start));
  if (before?.groups && (before.groups['min'] !== undefined || before.groups['half'] !== undefined))
    return (
      instant(date.day, before.groups, zoneAt(before.groups['zone'] ?? '')?.offset ?? habit.zone) ?? date.day
    );
  return date.day;
}

/** The first day of a range whose year stands behind the last one: "April 6 to April 11, 2023", "14–19 January 2026". */
function rangeStart(text: string, { start, day }: WrittenDate): Day | null {
  const before = text.slice(Math.max(0, start - 40), start);
  const range =
    /(?:(?<n>\p{L}{3,10})\.? (?<d>\d{1,2})|(?<![\p{L}\d.:/-])(?<e>\d{1,2})\.?(?: (?<m>\p{L}{3,10}))?)(?:st|nd|rd|th)?\s?(?:to|until|till|through|and|bis|til|al|au|-|–|—)\s?$/u.exec(
      before,
    )?.groups;
  if (!range || day === null) return null;
  const named = range['n'] ?? range['m'];
  const month = named === undefined ? Number(day.slice(5, 7)) : monthNumber(named);
  if (month === null) return null;
  const first = `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-${(range['d'] ?? range['e'] ?? '').padStart(2, '0')}`;
  return isDay(first) && first < day && daysBetween(first, day) < 120 ? first : null;
}

function instant(
  day: Day,
  { h = '', min = '00', sec = '00', half = '' }: Readonly<Record<string, string | undefined>>,
  zone: string | null,
): string | null {
  if (zone === null) return null;
  const hour = half === '' ? Number(h) : (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0);
  const written = `${day}T${String(hour).padStart(2, '0')}:${min}:${sec}${zone}`;
  return Number.isNaN(Date.parse(written)) ? null : written;
}
