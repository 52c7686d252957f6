import { daysBetween, type Day } from '../lib/calendar.ts';
import { type Block, oneLine } from './blocks.ts';
import { dateLabel, endLabel, noticedLabel, startLabel, timelineName } from './date-labels.ts';
import type { LabelledValue } from './labelled-values.ts';
import { everySection, headingText, type Section } from './sections.ts';
import { datesIn } from './written-dates.ts';
import { clockOn, dayRelativeTo, momentIn, rangeEndIn, type WritingHabit } from './written-instant.ts';

/** Places where a document may tell the day of the incident. */
export interface DateSources {
  readonly title: string;
  /** A bare `date` of the front matter or page, which may be the incident's or the document's. */
  readonly bareDate: string | null;
  /** When the document was published, which is after the incident. */
  readonly publishedAt: string | null;
  readonly fileName: string;
  readonly values: readonly LabelledValue[];
  readonly root: Section;
  readonly habit: WritingHabit;
}

/** When the incident began: a label that says so, else the title's day, the "Date" line, the timeline's, the opening's or the file's. */
export function startOf(sources: DateSources): string | null {
  const { title, values, habit } = sources;
  const labelled = labelledMoment(values, startLabel, habit);
  if (labelled) return labelled;
  const day =
    dayOf(momentIn(title, habit)) ??
    labelledMoment(values, dateLabel, habit) ??
    labelledMoment(values, noticedLabel, habit) ??
    toldDay(sources);
  return day === null || day.includes('T') ? day : (labelledClock(values, startLabel, day, habit) ?? day);
}

/** When the incident ended, where a label says so, alone or as the end of a range. */
export function endOf(
  values: readonly LabelledValue[],
  start: string | null,
  habit: WritingHabit,
): string | null {
  const end =
    labelledMoment(values, endLabel, habit) ??
    rangeEnd(values, startLabel, habit) ??
    rangeEnd(values, dateLabel, habit) ??
    (start === null ? null : labelledClock(values, endLabel, start.slice(0, 10), habit));
  // A slip of the pen in the year is no end.
  return end !== null && start !== null && end.slice(0, 10) < start.slice(0, 10) ? null : end;
}

/** The day out of the running text, weighed against a date that may only be the document's own. */
function toldDay({ title, bareDate, publishedAt, fileName, root, habit }: DateSources): string | null {
  const inName = dayOf(momentIn(fileName.replace(/[_ ]+/g, ' '), habit));
  const latest = bareDate ?? inName ?? publishedAt;
  const span = spanDay(root, habit);
  if (span !== null && (latest === null || daysBetween(span, latest.slice(0, 10)) >= 0)) return span;
  if (bareDate === null && inName === null && publishedAt !== null) {
    const published = publishedAt.slice(0, 10);
    const told = [
      dayRelativeTo(published, title),
      timelineDay(root, habit),
      openingDay(root, published, habit),
    ];
    return told.find((day) => day !== null && day <= published && daysBetween(day, published) <= 62) ?? null;
  }
  const own = bareDate ?? inName;
  const opening = openingDay(root, own, habit);
  const timeline = timelineDay(root, habit);
  if (own === null) return timeline ?? opening;
  const written = own.slice(0, 10);
  const inTitle = dayRelativeTo(written, title);
  if (inTitle !== null && daysBetween(inTitle, written) <= 62) return inTitle;
  // A date to the second is written by a publishing program, so it is the moment of publication.
  const isPublication = bareDate?.includes('T') === true;
  for (const told of isPublication ? [timeline, opening] : [opening, timeline]) {
    const days = told === null ? -1 : daysBetween(told, written);
    if (told !== null && days > 0 && days <= (isPublication || told === opening ? 31 : 400)) return told;
  }
  return own;
}

function labelledMoment(values: readonly LabelledValue[], label: RegExp, habit: WritingHabit): string | null {
  for (const { label: given, value } of values) {
    if (!label.test(given) || value.length > 200) continue;
    const moment = momentIn(value, habit);
    if (moment) return moment;
  }
  return null;
}

function rangeEnd(values: readonly LabelledValue[], label: RegExp, habit: WritingHabit): string | null {
  for (const { label: given, value } of values) {
    const end = label.test(given) && value.length <= 200 ? rangeEndIn(value, habit) : null;
    if (end) return end;
  }
  return null;
}

function labelledClock(
  values: readonly LabelledValue[],
  label: RegExp,
  day: Day,
  habit: WritingHabit,
): string | null {
  for (const { label: given, value } of values) {
    const moment = label.test(given) && value.length <= 60 ? clockOn(day, value, habit) : null;
    if (moment) return moment;
  }
  return null;
}

function dayOf(moment: string | null): string | null {
  return moment?.slice(0, 10) ?? null;
}

function timelineDay(root: Section, habit: WritingHabit): string | null {
  for (const section of everySection(root)) {
    if (!timelineName.test(headingText(section)) && !/^what happened/i.test(headingText(section))) continue;
    for (const part of everySection(section))
      for (const text of [headingText(part), ...part.blocks.flatMap((block) => [...textsOf(block)])]) {
        const day = firstKnown(text, habit);
        if (day) return day;
      }
  }
  return null;
}

/** The first day that the first few paragraphs tell of, which in a short report is the incident's. */
function openingDay(root: Section, written: string | null, habit: WritingHabit): string | null {
  let paragraphs = 0;
  for (const section of everySection(root))
    for (const block of section.blocks) {
      if (block.kind !== 'paragraph') continue;
      paragraphs += 1;
      if (paragraphs > 6) return null;
      const text = oneLine(withoutOwnDays(block.inline.text.slice(0, 2000)));
      const day = firstKnown(text, habit);
      if (day) return day;
      const relative = written === null ? null : dayRelativeTo(written.slice(0, 10), text.slice(0, 400));
      if (relative && relative !== written?.slice(0, 10)) return relative;
    }
  return null;
}

const hurt =
  /\b(?:unavailable|unreachable|down|offline|outage|incident|disrupt\w*|degrad\w*|interrupt\w*|affected)\b/i;

/** The day with which one of the first paragraphs says how long it lasted: "was unavailable from 2022-06-11 20:18 until …". */
function spanDay(root: Section, habit: WritingHabit): string | null {
  const opening = [...everySection(root)].flatMap(({ blocks }) => blocks).slice(0, 4);
  for (const block of opening) {
    const text = block.kind === 'paragraph' ? oneLine(block.inline.text.slice(0, 600)) : '';
    const [first] = datesIn(text, habit.order);
    if (!first || first.day === null || !hurt.test(text)) continue;
    const isBegun = /\b(?:from|between)\s(?:about |around |approximately |the )?$/i.test(
      text.slice(0, first.start),
    );
    const isEnded = /^[^.!?]{0,40}\b(?:until|till|to|and|through)\b/i.test(text.slice(first.end));
    if (isBegun && isEnded) return first.day;
  }
  return null;
}

const ofTheDocument =
  /^\W{0,4}(?:stand|status|state|scheduled for|last (?:updated|edited|modified|changed)|updated|version|created|review(?:ed)?(?: date| on)?|meeting(?: date)?|prot\.?|published(?: on)?|date of (?:the )?(?:review|report|meeting)|report date)[*_]{0,2}\s?[:：]/iu;

/** Without the lines whose day is that of the document or its review. */
function withoutOwnDays(text: string): string {
  return text
    .split('\n')
    .filter((line) => !ofTheDocument.test(line.slice(0, 80)))
    .join('\n');
}

function firstKnown(text: string, habit: WritingHabit): string | null {
  // The date in the path of an address is a page's, not the incident's.
  const start = text.slice(0, 2000).replace(/\/\d{4}\/\d{1,2}\/\d{1,2}(?=\/)/g, ' ');
  return datesIn(start, habit.order).some((date) => date.day !== null) ? dayOf(momentIn(start, habit)) : null;
}

function* textsOf(block: Block): Generator<string> {
  if (block.kind === 'paragraph') yield block.inline.text;
  if (block.kind === 'table')
    for (const row of [{ cells: block.header }, ...block.rows]) for (const cell of row.cells) yield cell.text;
  if (block.kind === 'list')
    for (const item of block.items) for (const inner of item.blocks) yield* textsOf(inner);
}
