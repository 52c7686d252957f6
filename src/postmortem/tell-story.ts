import { type Block, type Inline, oneLine, type Paragraph } from './blocks.ts';
import { timelineName } from './date-labels.ts';
import { headingKind } from './heading-words.ts';
import { isPlaceholder } from './placeholders.ts';
import { headingText, type Section } from './sections.ts';
import type { Story, StoryPart, TimelineEntry, ToldPart } from './story.ts';
import { storyPartOf } from './story-names.ts';

/** More of one part is of no use to anybody who searches or compares. */
const longest = 4000;
const mostEvents = 500;

/** What the document tells of the incident under the names it has for that: as headings, bold labels or labels in a list. */
export function storyOf(root: Section): Story {
  const told = new Map<StoryPart, ToldPart>();
  const add: Teller = (name, line, words) => {
    const part = storyPartOf(name);
    if (part === null || told.has(part)) return;
    const text = words();
    if (text !== '' && !isPlaceholder(text)) told.set(part, { line, text: text.slice(0, longest) });
  };
  const visit = (section: Section): void => {
    const name = headingText(section);
    if (section.heading && (headingKind(name) === 'explicit' || timelineName.test(name))) return;
    if (section.heading) add(name, section.heading.line, () => wordsOf(section));
    labels(section.blocks, add);
    for (const child of section.children) visit(child);
  };
  visit(root);
  return Object.fromEntries(told);
}

/** Takes a part under the name it has; its words are put together only where they are wanted. */
type Teller = (name: string, line: number, words: () => string) => void;

/** Bold or short labels before a colon, with what stands behind them, nested below them, or in the paragraphs up to the next label. */
function labels(blocks: readonly Block[], add: Teller): void {
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'list')
      for (const item of block.items) {
        const [first, ...nested] = item.blocks;
        const label = first?.kind === 'paragraph' ? labelOf(first) : null;
        if (label) add(label.name, item.line, () => lines([label.rest, ...nested.map(textOf)]));
      }
    if (block.kind === 'table')
      for (const { line, cells } of [{ line: block.line, cells: block.header }, ...block.rows])
        if (cells.length === 2) add(cells[0]?.text ?? '', line, () => oneLine(cells[1]?.text ?? ''));
    if (block.kind !== 'paragraph') continue;
    for (const label of labelsIn(block))
      add(label.name, label.line, () => lines([label.rest, ...following(blocks, at, label)]));
  }
}

/** What stands below a label that has nothing behind it, up to the next label. */
function following(blocks: readonly Block[], at: number, { rest }: Label): string[] {
  if (rest !== '') return [];
  const below = blocks.slice(at + 1, at + 8);
  const end = below.findIndex((next) => next.kind === 'paragraph' && labelOf(next) !== null);
  return below.slice(0, end < 0 ? undefined : end).map(textOf);
}

interface Label {
  readonly name: string;
  readonly rest: string;
  readonly line: number;
}

function labelOf({ inline, line }: Paragraph): Label | null {
  const { lead, text } = inline;
  if (lead && lead.text.length <= 60) {
    const rest = text.slice(lead.end).replace(/^[\s:：–—-]+/u, '');
    return { name: lead.text, rest: oneLine(rest), line };
  }
  const plain = /^\s*([^:：\n]{3,40})[:：](?:\s|$)/u.exec(text.slice(0, 60));
  return plain ? { name: plain[1] ?? '', rest: oneLine(text.slice(plain[0].length)), line } : null;
}

/** The labels of a paragraph whose lines each carry one, as `**Date:** …` above `**Impact:** …`. */
function labelsIn(paragraph: Paragraph): Label[] {
  const rows = paragraph.inline.text.split('\n');
  if (rows.length === 1 || paragraph.inline.lead === null) return [labelOf(paragraph) ?? []].flat();
  const found: { name: string; rest: string; line: number }[] = [];
  for (const [index, row] of rows.slice(0, 60).entries()) {
    const label = /^\s*([^:：]{3,40})[:：](?:\s|$)/u.exec(row.slice(0, 60));
    const last = found.at(-1);
    if (label)
      found.push({
        name: label[1] ?? '',
        rest: oneLine(row.slice(label[0].length)),
        line: paragraph.line + index,
      });
    else if (last) last.rest = oneLine(`${last.rest} ${row}`);
  }
  return found;
}

function wordsOf(section: Section): string {
  const below = section.children.map((child) => `${headingText(child)}\n${wordsOf(child)}`);
  return lines([...section.blocks.slice(0, 60).map(textOf), ...below.slice(0, 20)]).slice(0, longest);
}

function textOf(block: Block): string {
  if (block.kind === 'heading' || block.kind === 'paragraph') return oneLine(block.inline.text);
  if (block.kind === 'list')
    return lines(block.items.slice(0, 100).map((item) => `- ${lines(item.blocks.map(textOf))}`));
  return lines(
    block.rows.slice(0, 100).map((row) => row.cells.map((cell) => oneLine(cell.text)).join(' | ')),
  );
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n');
}

const clock =
  /^[\s*_`~≈[(]{0,4}((?:\p{L}{3,9},? )?(?:\d{1,4}[-/. ]\S{1,9}[-/. ]\d{1,4}[T, ]{0,2}|\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?[, ]{0,2}|\d{1,2}\.? \p{L}{3,9}(?: \d{4})?[, ]{0,2})?(?:\d{1,2}[:.h時]\d{2}分?(?::\d{2})?(?:\.\d+)?Z?|\d{1,2} ?[ap]m|\d{4}(?= ?(?:Z|UTC)))(?: ?[ap]\.?m\.?)?(?: ?[-–—~] ?\d{1,2}[:.]\d{2})?(?: ?\(?(?:UTC|GMT|Z|WES?T|CES?T|EES?T|MSK|[BIJKHS][SG]T|[AECMP][SD]T|A[EW][SD]T|NZ[SD]T)(?![\p{L}])(?:[+-]\d{1,2})?\)?)?)[\])*_`]{0,4}[\s:：,–—|>-]{0,8}/iu;

/** The events of the sections called a timeline, in reading order: lines of lists, rows of tables, headings that are times, and paragraphs. */
export function timelineOf(root: Section): TimelineEntry[] {
  const found: TimelineEntry[] = [];
  const visit = (section: Section, inside: boolean): void => {
    const isTimeline = inside || (section.heading !== null && timelineName.test(headingText(section)));
    if (isTimeline && inside && section.heading) {
      const text = lines(section.blocks.slice(0, 20).map(textOf));
      found.push({ line: section.heading.line, at: headingText(section), text: text.slice(0, 1000) });
    } else if (isTimeline) for (const block of section.blocks) events(block, found);
    for (const child of section.children)
      visit(child, isTimeline && headingKind(headingText(child)) !== 'explicit');
  };
  visit(root, false);
  return found.filter(({ text }) => text !== '').slice(0, mostEvents);
}

function events(block: Block, found: TimelineEntry[]): void {
  if (block.kind === 'list')
    for (const { line, blocks } of block.items) {
      const [first] = blocks;
      if (first?.kind === 'paragraph') found.push(event(first.inline, line));
    }
  if (block.kind === 'table')
    for (const { line, cells } of block.rows) {
      const [at = '', ...rest] = cells.map((cell) => oneLine(cell.text));
      found.push({ line, at: at || null, text: rest.filter(Boolean).join(' – ').slice(0, 1000) });
    }
  if (block.kind === 'paragraph')
    for (const [index, row] of block.inline.text.split('\n').slice(0, 200).entries())
      if (clock.test(row.slice(0, 80))) found.push(event({ ...block.inline, text: row }, block.line + index));
}

function event({ text }: Inline, line: number): TimelineEntry {
  const plain = oneLine(text);
  const at = clock.exec(plain.slice(0, 80));
  return { line, at: at?.[1]?.trim() ?? null, text: plain.slice(at?.[0].length ?? 0).slice(0, 1000) };
}
