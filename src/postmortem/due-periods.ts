import { addDays, isDay, type Day } from '../lib/calendar.ts';
import { lastOfMonth, monthsLater, weekdayOf } from './month-days.ts';

/** A due date as it was understood. */
export interface DueRead {
  /** Null when it names no one day: `2026-02-30`, `03/04/2026`, "next week" in a document without a date. */
  readonly day: Day | null;
  readonly fault: 'impossible' | 'ambiguous' | 'undated' | null;
  /** Whether a sprint was taken to last two weeks, which the document did not say. */
  readonly sprint: boolean;
}

/** The day if the calendar has it. */
export function knownDay(day: Day): DueRead {
  return isDay(day) ? { day, fault: null, sprint: false } : { day: null, fault: 'impossible', sprint: false };
}

/** A due date that counts from the day of a document without one. */
export const undated: DueRead = { day: null, fault: 'undated', sprint: false };

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const short: Readonly<Record<string, string>> = {
  eod: 'end of day',
  cob: 'end of day',
  eow: 'end of week',
  eom: 'end of month',
  eoq: 'end of quarter',
  eoy: 'end of year',
};
const counts = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Reads words that count from the document's day: "tomorrow", "next Friday", "end of month", "2 weeks"; null for other words. */
export function fromToday(given: string, written: Day | null): DueRead | null {
  const low = short[given] ?? given;
  const after = (count: number, sprint = false): DueRead =>
    written === null ? undated : { day: addDays(written, count), fault: null, sprint };
  if (/^(?:today|tonight|(?:the )?end of (?:the )?day)$/.test(low)) return after(0);
  if (low === 'tomorrow') return after(1);
  const weekday =
    /^(?<which>this|next|the following|coming|this coming)? ?(?<day>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|urs)?(?:day)?$/.exec(
      low,
    )?.groups;
  if (weekday) {
    if (written === null) return undated;
    const target = weekdays.indexOf(weekday['day'] ?? '') + 1;
    const today = weekdayOf(written);
    if (weekday['which'] === 'next' || weekday['which'] === 'the following') return after(7 - today + target);
    return after(target > today ? target - today : target + 7 - today);
  }
  const period =
    /^(?:(?:the )?(?:end|close|course) of )?(?:the |of )?(?<which>this|next|the following|following|coming|current)? ?(?<unit>week|month|quarter|half|half[- ]year|year|sprint|iteration)$/.exec(
      low,
    )?.groups;
  const isPeriod = period && (period['which'] !== undefined || /^(?:the )?(?:end|close|course) of/.test(low));
  if (isPeriod)
    return endOfPeriod(
      period['unit'] ?? '',
      /next|following|coming/.test(period['which'] ?? '') ? 1 : 0,
      written,
    );
  const span =
    /^(?:next |coming |another |max\.? |up to )?(?:(?<n>\d{1,3})(?: ?(?:[-–]|to|or) ?(?<m>\d{1,3}))? ?|(?<word>a|an|\p{L}{3,6}|a couple of|a couple|couple of) )(?:business |working |calendar |more )?(?<unit>d|days?|w|wks?|weeks?|fortnights?|mo|mos|months?|quarters?|sprints?|iterations?|y|yrs?|years?|h|hrs?|hours?)(?: from now| later| time)?$/u.exec(
      low,
    )?.groups;
  if (!span) return null;
  const word = span['word'] ?? '';
  const count = span['n']
    ? Number(span['m'] ?? span['n'])
    : /^an?$/.test(word)
      ? 1
      : word.includes('couple')
        ? 2
        : counts.indexOf(word);
  return count < 0 ? null : afterSpan(count, span['unit'] ?? '', written, after);
}

function afterSpan(
  count: number,
  unit: string,
  written: Day | null,
  after: (days: number, sprint?: boolean) => DueRead,
): DueRead {
  if (unit.startsWith('h')) return after(Math.ceil(count / 24));
  if (unit.startsWith('d')) return after(count);
  if (unit.startsWith('w')) return after(count * 7);
  if (unit.startsWith('f')) return after(count * 14);
  if (/^[si]/.test(unit)) return after(count * 14, true);
  return written === null
    ? undated
    : knownDay(monthsLater(written, count * (unit.startsWith('q') ? 3 : unit.startsWith('y') ? 12 : 1)));
}

function endOfPeriod(unit: string, ahead: number, written: Day | null): DueRead {
  if (written === null) return undated;
  if (/sprint|iteration/.test(unit))
    return { day: addDays(written, 14 * (ahead + 1)), fault: null, sprint: true };
  if (unit === 'week') {
    const friday = 5 - weekdayOf(written) + 7 * ahead;
    return knownDay(addDays(written, friday < 0 ? friday + 7 : friday));
  }
  const year = Number(written.slice(0, 4));
  const month = Number(written.slice(5, 7));
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : unit === 'year' ? 12 : 6;
  const last = (Math.ceil(month / months) + ahead) * months;
  return knownDay(lastOfMonth(year + Math.floor((last - 1) / 12), ((last - 1) % 12) + 1));
}
