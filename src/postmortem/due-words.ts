import { addDays, daysBetween, isDay, type Day } from '../lib/calendar.ts';
import { inEnglish } from './due-languages.ts';
import { datesIn, monthNumber, type FigureOrder } from './written-dates.ts';

export interface Calendar {
  readonly order: FigureOrder;
  /** The day the document was written, else of its incident: what "next Friday" counts from. */
  readonly written: Day | null;
}

/** What a text says of a due date. */
export interface DuePhrase {
  /** Null when it names no one day: `2026-02-30`, `03/04/2026`, "next week" in a document without a date. */
  readonly day: Day | null;
  readonly fault: 'impossible' | 'ambiguous' | 'undated' | null;
  /** Whether a sprint was taken to last two weeks, which the document did not say. */
  readonly sprint: boolean;
  readonly written: string;
}

const leadIn =
  /^(?:(?:by|on|before|until|till|due|in|within|during|no later than|not later than|at the latest|latest|target(?:ed|ing)?|eta|around|approx\.?|about|for|at|over|the|~|≈|<|<=|≤)[\s:]{1,3})+/i;
const close = /^[\s.,;:!)\]*_]*$/;

/**
 * Reads a due date that stands alone, in a cell or between brackets: a date in any order, with or without its year, a weekday, a
 * quarter, "end of month", "2 weeks". Periods end on their last day, weeks on Friday; sprints are taken to last two weeks. Null when the words are no due date.
 */
export function duePhrase(words: string, calendar: Calendar): DuePhrase | null {
  const text = words.trim().slice(0, 120);
  if (text === '' || /^[@<]/.test(text)) return null;
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : inEnglish(text.replace(/[*_`~]+/g, '').trim());
  const core = plain.replace(leadIn, '').trim();
  const full = datesIn(core, calendar.order);
  const [first] = full;
  if (first && first.start === 0 && close.test(core.slice(first.end)))
    return { day: first.day, fault: first.fault, sprint: false, written: text };
  const read = relative(core.replace(/[\s.,;:!)\]]+$/, ''), calendar);
  return read ? { ...read, written: text } : null;
}

type Read = Omit<DuePhrase, 'written'>;

const known = (day: Day): Read =>
  isDay(day) ? { day, fault: null, sprint: false } : { day: null, fault: 'impossible', sprint: false };
const undated: Read = { day: null, fault: 'undated', sprint: false };

function relative(text: string, calendar: Calendar): Read | null {
  const low = text.toLowerCase();
  const range =
    /^(.{2,30}?)\s?(?:[-–—→]|to|through)\s?((?:q[1-4]|h[12])\b.{0,6}|(?:end of |mid[- ]?)?\p{L}{3,10} \d{4})$/u.exec(
      low,
    );
  if (range && relative(range[1] ?? '', calendar)) return relative(range[2] ?? '', calendar);
  return (
    quarter(low, calendar) ??
    monthOrDay(low, calendar) ??
    weekNumber(low, calendar) ??
    fromToday(low, calendar)
  );
}

const ordinals = ['first', 'second', 'third', 'fourth'];

function quarter(low: string, { written }: Calendar): Read | null {
  const match =
    /^(?:end of |late |mid[- ]?)?(?:(?<before>\d{4})[- /]?)?(?:(?<kind>[qh])(?<n>[1-4])|(?<word>first|second|third|fourth) (?<long>quarter|half))(?:[- /]?(?:of )?(?:cy)?[’']?(?<after>\d{4}|\d{2}))?$/.exec(
      low,
    )?.groups;
  if (!match) return null;
  const isHalf = match['kind'] === 'h' || match['long'] === 'half';
  const n = match['n'] ? Number(match['n']) : ordinals.indexOf(match['word'] ?? '') + 1;
  if (isHalf && n > 2) return null;
  const stated = match['before'] ?? match['after'];
  const last = isHalf ? n * 6 : n * 3;
  if (stated) return known(lastOfMonth(Number(stated) < 100 ? 2000 + Number(stated) : Number(stated), last));
  if (written === null) return undated;
  const day = lastOfMonth(Number(written.slice(0, 4)), last);
  return known(day >= written ? day : lastOfMonth(Number(written.slice(0, 4)) + 1, last));
}

function monthOrDay(low: string, { written, order }: Calendar): Read | null {
  const figures = /^(\d{1,2})([./])(\d{1,2})\.?$/.exec(low);
  if (figures) {
    const [, a = '', mark, b = ''] = figures;
    const dayFirst = mark === '.' || order === 'dmy' || Number(a) > 12;
    if (!dayFirst && order !== 'mdy' && Number(b) <= 12)
      return a === b
        ? yearless(Number(a), Number(b), written)
        : { day: null, fault: 'ambiguous', sprint: false };
    return dayFirst ? yearless(Number(b), Number(a), written) : yearless(Number(a), Number(b), written);
  }
  const named =
    /^(?:\p{L}{3,9},? )?(?:(?<d>\d{1,2})(?:st|nd|rd|th|\.|º)?[ -](?:of |de )?)(?<m>\p{L}{3,10})\.?$/u.exec(
      low,
    )?.groups ??
    /^(?:\p{L}{3,9},? )?(?<m>\p{L}{3,10})\.?[ -](?<d>\d{1,2})(?:st|nd|rd|th)?$/u.exec(low)?.groups ??
    /^(?<mm>\d{1,2})月(?<d>\d{1,2})日/u.exec(low)?.groups;
  if (named) {
    const month = named['mm'] ? Number(named['mm']) : monthNumber(named['m'] ?? '');
    return month ? yearless(month, Number(named['d']), written) : null;
  }
  const whole =
    /^(?<part>mid|mid of|middle of|end|end of|late|the end of)?[- ]?(?<m>\p{L}{3,10})\.?,?(?: (?:de |of )?(?<y>\d{4}))?$/u.exec(
      low,
    )?.groups;
  const month = whole ? monthNumber(whole['m'] ?? '') : null;
  if (whole && month) {
    const inMiddle = whole['part']?.startsWith('mid') ?? false;
    const dayOf = (year: number): Day =>
      inMiddle ? `${lastOfMonth(year, month).slice(0, 8)}15` : lastOfMonth(year, month);
    if (whole['y']) return known(dayOf(Number(whole['y'])));
    if (written === null) return undated;
    const year = Number(written.slice(0, 4));
    return known(dayOf(year) >= written ? dayOf(year) : dayOf(year + 1));
  }
  const year = /^(?:the )?(?:end of )?(20\d\d)$/.exec(low)?.[1];
  return year ? known(`${year}-12-31`) : null;
}

/** A day without its year lies after the document, or at most a month before it. */
function yearless(month: number, day: number, written: Day | null): Read {
  if (written === null) return undated;
  const named = (year: number): Day =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const year = Number(written.slice(0, 4));
  if (!isDay(named(year)))
    return isDay(named(year + 1))
      ? known(named(year + 1))
      : { day: null, fault: 'impossible', sprint: false };
  return known(daysBetween(written, named(year)) >= -31 ? named(year) : named(year + 1));
}

function weekNumber(low: string, { written }: Calendar): Read | null {
  const match =
    /^(?:end of )?(?:(\d{4})[- ]?)?(?:iso )?(?:(?:week|wk|kw|cw|uke|vecka|semaine|semana|settimana)[ .]{0,2}|w)(\d{1,2})(?:[ /,-]{1,2}(\d{4}))?$/.exec(
      low,
    );
  if (!match) return null;
  const week = Number(match[2]);
  if (week < 1 || week > 53) return null;
  const stated = match[1] ?? match[3];
  if (stated) return known(fridayOfWeek(Number(stated), week));
  if (written === null) return undated;
  const year = Number(written.slice(0, 4));
  return known(fridayOfWeek(year, week) >= written ? fridayOfWeek(year, week) : fridayOfWeek(year + 1, week));
}

function fridayOfWeek(year: number, week: number): Day {
  const fourth = `${year}-01-04`;
  return addDays(fourth, (week - 1) * 7 + 5 - weekdayOf(fourth));
}

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

function fromToday(given: string, { written }: Calendar): Read | null {
  const low = short[given] ?? given;
  const after = (count: number, sprint = false): Read =>
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
  after: (days: number, sprint?: boolean) => Read,
): Read {
  if (unit.startsWith('h')) return after(Math.ceil(count / 24));
  if (unit.startsWith('d')) return after(count);
  if (unit.startsWith('w')) return after(count * 7);
  if (unit.startsWith('f')) return after(count * 14);
  if (/^[si]/.test(unit)) return after(count * 14, true);
  return written === null
    ? undated
    : known(monthsLater(written, count * (unit.startsWith('q') ? 3 : unit.startsWith('y') ? 12 : 1)));
}

function endOfPeriod(unit: string, ahead: number, written: Day | null): Read {
  if (written === null) return undated;
  if (/sprint|iteration/.test(unit))
    return { day: addDays(written, 14 * (ahead + 1)), fault: null, sprint: true };
  if (unit === 'week') {
    const friday = 5 - weekdayOf(written) + 7 * ahead;
    return known(addDays(written, friday < 0 ? friday + 7 : friday));
  }
  const year = Number(written.slice(0, 4));
  const month = Number(written.slice(5, 7));
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : unit === 'year' ? 12 : 6;
  const last = (Math.ceil(month / months) + ahead) * months;
  return known(lastOfMonth(year + Math.floor((last - 1) / 12), ((last - 1) % 12) + 1));
}

/** Monday is 1, Sunday 7. */
function weekdayOf(day: Day): number {
  return (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1;
}

function lastOfMonth(year: number, month: number): Day {
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return addDays(`${String(nextYear).padStart(4, '0')}-${String(next).padStart(2, '0')}-01`, -1);
}

function monthsLater(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const last = lastOfMonth(Math.floor(months / 12), (months % 12) + 1);
  const same = `${last.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}
