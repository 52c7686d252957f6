import { type Block, type Heading, type Inline, oneLine, type Paragraph } from './blocks.ts';
import { headingKind, isNearMiss } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';

const longest = 80;
const number = /^\s*\d{1,2}[.)]\s/;

/**
 * Lines that head what follows without being marked up as headings, bold from end to end, in capitals or, in a plain text, alone, become
 * headings one level below the last real one, where their words are those of a heading. Under action items they stay what they are: names
 * of groups.
 */
export function withLabelHeadings(blocks: readonly Block[]): Block[] {
  const inCapitals = blocks.filter(
    (block) => block.kind === 'paragraph' && isCapitals(firstLine(block.inline)),
  );
  let habit: Habit = {
    capitals: inCapitals.length >= 3,
    questions: false,
    numbers: false,
    plain: isPlainText(blocks),
  };
  let level = 0;
  let kind: ReturnType<typeof headingKind> = null;
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'heading') {
      level = block.level;
      kind = headingKind(oneLine(block.inline.text));
    }
    if (block.kind !== 'paragraph' || kind !== null) return [block];
    const label = labelOf(block, level, habit);
    if (!label) return [block];
    habit = { ...habit, questions: true, numbers: habit.numbers || number.test(firstLine(block.inline)) };
    return label;
  });
}

/** What a document sets as headings whatever their words: lines in capitals, questions in bold, bold lines with a number. */
interface Habit {
  readonly capitals: boolean;
  readonly questions: boolean;
  readonly numbers: boolean;
  /** Lines of their own, in a text without headings. */
  readonly plain: boolean;
}

/** Whether a text has no headings but its title, and several lines that would be some. */
function isPlainText(blocks: readonly Block[]): boolean {
  if (blocks.filter(({ kind }) => kind === 'heading').length > 1) return false;
  return (
    blocks.filter((block) => block.kind === 'paragraph' && isKnownName(nameIn(block.inline.text))).length >= 3
  );
}

function nameIn(line: string): string {
  return oneLine(line).replace(/[\s:：.]{1,3}$/u, '');
}

function isKnownName(name: string): boolean {
  return name.length <= longest && (headingKind(name) !== null || isNearMiss(name));
}

function labelOf({ inline, line }: Paragraph, level: number, habit: Habit): Block[] | null {
  const first = firstLine(inline);
  const end = first.length < inline.text.length ? first.length : -1;
  const name = nameIn(first);
  const isAlone = habit.plain && end < 0;
  if (name.length > longest || !(isBold(inline, first) || isCapitals(name) || isAlone)) return null;
  const isKnown = isKnownName(name);
  const isUsual = isCapitals(name)
    ? habit.capitals
    : (habit.questions && name.endsWith('?')) || (habit.numbers && number.test(name));
  if (!isKnown && !isUsual) return null;
  const heading: Heading = {
    kind: 'heading',
    line,
    level: Math.max(2, level + 1),
    inline: { ...sliceInline(inline, 0, first.length), lead: null },
  };
  if (end < 0) return [heading];
  return [heading, { kind: 'paragraph', line: line + 1, inline: sliceInline(inline, end + 1) }];
}

function isBold({ lead, text }: Inline, first: string): boolean {
  return lead !== null && lead.end <= first.length && /^[\s:：.]*$/u.test(text.slice(lead.end, first.length));
}

function firstLine({ text }: Inline): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function isCapitals(name: string): boolean {
  return /^\p{Lu}[\p{Lu}\s'’,&/-]{3,50}[:?]?$/u.test(name) && !/\p{Ll}/u.test(name);
}
