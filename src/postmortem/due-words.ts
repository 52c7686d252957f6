import { addDays, daysBetween, isDay, type Day } from '../lib/calendar.ts';
import { fromToday, knownDay, undated, type DueRead } from './due-periods.ts';
import { inEnglish } from './due-languages.ts';
import { lastOfMonth, weekdayOf } from './month-days.ts';
import { datesIn, monthNumber, type FigureOrder } from './written-dates.ts';

export interface Calendar {
  readonly order: FigureOrder;
  /** The day the document was written, else of its incident: what "next Friday" counts from. */
  readonly written: Day | null;
}

/** A due date with the words it was read from. */
export interface DuePhrase extends DueRead {
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
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? text
    : inEnglish(text.replace(/[*_`~]+|@(?=\d)/g, '').trim());
  const core = plain.replace(leadIn, '').trim();
  const full = datesIn(core, calendar.order);
  const [first] = full;
  if (first && first.start === 0 && close.test(core.slice(first.end)))
    return { day: first.day, fault: first.fault, sprint: false, written: text };
  const read = relative(core.replace(/[\s.,;:!)\]]+$/, ''), calendar);
  return read ? { ...read, written: text } : null;
}

function relative(text: string, calendar: Calendar): DueRead | null {
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
    fromToday(low, calendar.written)
  );
}

const ordinals = ['first', 'second', 'third', 'fourth'];

function quarter(low: string, { written }: Calendar): DueRead | null {
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
  if (stated)
    return knownDay(lastOfMonth(Number(stated) < 100 ? 2000 + Number(stated) : Number(stated), last));
  if (written === null) return undated;
  const day = lastOfMonth(Number(written.slice(0, 4)), last);
  return knownDay(day >= written ? day : lastOfMonth(Number(written.slice(0, 4)) + 1, last));
}

function monthOrDay(low: string, { written, order }: Calendar): DueRead | null {
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
    /^(?:\p{L}{3,9},? )?(?:(?<d>\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?[ -](?:of |de )?)(?<m>\p{L}{3,10})\.?$/u.exec(
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
    if (whole['y']) return knownDay(dayOf(Number(whole['y'])));
    if (written === null) return undated;
    const year = Number(written.slice(0, 4));
    return knownDay(dayOf(year) >= written ? dayOf(year) : dayOf(year + 1));
  }
  const inFigures = /^(20\d\d)[-/](0[1-9]|1[0-2])$/.exec(low);
  if (inFigures) return knownDay(lastOfMonth(Number(inFigures[1]), Number(inFigures[2])));
  const year = /^(?:the )?(?:end of )?(20\d\d)$/.exec(low)?.[1];
  return year ? knownDay(`${year}-12-31`) : null;
}

/** A day without its year lies after the document, or at most a month before it. */
function yearless(month: number, day: number, written: Day | null): DueRead {
  if (written === null) return undated;
  const named = (year: number): Day =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const year = Number(written.slice(0, 4));
  if (!isDay(named(year)))
    return isDay(named(year + 1))
      ? knownDay(named(year + 1))
      : { day: null, fault: 'impossible', sprint: false };
  return knownDay(daysBetween(written, named(year)) >= -31 ? named(year) : named(year + 1));
}

function weekNumber(low: string, { written }: Calendar): DueRead | null {
  const match =
    /^(?:end of )?(?:(\d{4})[- ]?)?(?:iso )?(?:(?:week|wk|kw|cw|uke|vecka|semaine|semana|settimana)[ .]{0,2}|w)(\d{1,2})(?:[ /,-]{1,2}(\d{4}))?$/.exec(
      low,
    );
  if (!match) return null;
  const week = Number(match[2]);
  if (week < 1 || week > 53) return null;
  const stated = match[1] ?? match[3];
  if (stated) return knownDay(fridayOfWeek(Number(stated), week));
  if (written === null) return undated;
  const year = Number(written.slice(0, 4));
  return knownDay(
    fridayOfWeek(year, week) >= written ? fridayOfWeek(year, week) : fridayOfWeek(year + 1, week),
  );
}

function fridayOfWeek(year: number, week: number): Day {
  const fourth = `${year}-01-04`;
  return addDays(fourth, (week - 1) * 7 + 5 - weekdayOf(fourth));
}
