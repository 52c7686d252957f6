import { daysBetween } from '../lib/calendar.ts';
import { type Block, oneLine } from './blocks.ts';
import type { LabelledValue } from './labelled-values.ts';
import { everySection, headingText, type Section } from './sections.ts';
import { datesIn, type FigureOrder } from './written-dates.ts';
import { momentIn } from './written-instant.ts';

const startLabel =
  /^(?:incident )?(?:start(?:ed)?(?: (?:time|date|at|on))?|began(?: at)?|beginning|fault occurs|date (?:of|and time of) (?:the )?(?:incident|outage|occurrence)|(?:incident|outage) (?:date|start|started|began)|when|occurred(?: on| at)?|発生日時?|発生時刻|fecha (?:del incidente|de inicio|y hora)|date de l'incident|hendelsesdato)$/u;
const dateLabel = /^(?:dates?|datum|dato|fecha|day|日付|date\/time|date & time|date and time)$/u;
const laterLabel =
  /^(?:first (?:detected|observed|seen|occurrence)|detected|discovered|identified|reported|incident declared|declared)$/u;
const endLabel =
  /^(?:incident )?(?:end(?:ed)?(?: (?:time|date|at|on))?|resolved(?: (?:at|on|time|date))?|resolution (?:time|date)|recovered(?: at)?|解決日時|復旧日時|fecha de (?:fin|resolución))$/u;

/** Places where a document may tell the day of the incident, the surest first. */
export interface DateSources {
  readonly title: string;
  readonly frontMatterDate: string | null;
  readonly fileName: string;
  readonly values: readonly LabelledValue[];
  readonly root: Section;
  readonly order: FigureOrder;
}

/** When the incident began: a label that says so, else the title's day, the "Date" line, the file's, the timeline's or the opening's. */
export function startOf({
  title,
  frontMatterDate,
  fileName,
  values,
  root,
  order,
}: DateSources): string | null {
  return (
    labelled(values, startLabel, order) ??
    dayOf(momentIn(title, order)) ??
    labelled(values, dateLabel, order) ??
    labelled(values, laterLabel, order) ??
    earlierThan(frontMatterDate, () => timelineDay(root, order) ?? openingDay(root, order)) ??
    dayOf(momentIn(fileName.replace(/[_ ]+/g, ' '), order)) ??
    timelineDay(root, order) ??
    openingDay(root, order)
  );
}

/**
 * A `date` to the second is written by a publishing program, so it is the moment of publication; a day the text tells of, up to
 * a month earlier, is then the incident's.
 */
function earlierThan(date: string | null, find: () => string | null): string | null {
  const told = date?.includes('T') ? find() : null;
  if (date === null || told === null) return date;
  const days = daysBetween(told, date.slice(0, 10));
  return days > 0 && days <= 31 ? told : date;
}

/** When the incident ended, where a label says so. */
export function endOf(values: readonly LabelledValue[], order: FigureOrder): string | null {
  return labelled(values, endLabel, order);
}

function labelled(values: readonly LabelledValue[], label: RegExp, order: FigureOrder): string | null {
  for (const { label: given, value } of values) {
    if (!label.test(given) || value.length > 200) continue;
    const moment = momentIn(value, order);
    if (moment) return moment;
  }
  return null;
}

function dayOf(moment: string | null): string | null {
  return moment?.slice(0, 10) ?? null;
}

function timelineDay(root: Section, order: FigureOrder): string | null {
  for (const section of everySection(root)) {
    if (
      !/timeline|chronolog|tidslinje|タイムライン|cronolog|events|what happened/i.test(headingText(section))
    )
      continue;
    for (const part of everySection(section))
      for (const text of [headingText(part), ...part.blocks.flatMap((block) => [...textsOf(block)])]) {
        const day = firstKnown(text, order);
        if (day) return day;
      }
  }
  return null;
}

/** The first day the document tells of before its first list or table, which in a short report is the incident's. */
function openingDay(root: Section, order: FigureOrder): string | null {
  let paragraphs = 0;
  for (const section of everySection(root))
    for (const block of section.blocks) {
      if (block.kind !== 'paragraph') continue;
      paragraphs += 1;
      if (paragraphs > 6) return null;
      const day = firstKnown(oneLine(block.inline.text.slice(0, 2000)), order);
      if (day) return day;
    }
  return null;
}

function firstKnown(text: string, order: FigureOrder): string | null {
  return datesIn(text.slice(0, 2000), order).find((date) => date.day !== null)?.day ?? null;
}

function* textsOf(block: Block): Generator<string> {
  if (block.kind === 'paragraph') yield block.inline.text;
  if (block.kind === 'table') for (const row of block.rows) for (const cell of row.cells) yield cell.text;
  if (block.kind === 'list')
    for (const item of block.items) for (const inner of item.blocks) yield* textsOf(inner);
}
