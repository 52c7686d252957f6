import { beginsWithVerb, isActionVerb, promisesSomething, tellsOfThePast } from './action-verbs.ts';
import { type Inline, oneLine, type Paragraph } from './blocks.ts';
import type { Draft, Place } from './draft.ts';
import type { HeadingKind } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';
import { isOnlyLinks } from './item-links.ts';
import { isPlaceholder } from './placeholders.ts';

const introduces = /[:：]$|\bthe following\b[^.!?]*$/iu;
const says =
  /^(?:these are (?:only )?sample|(?:every |each |all )?action items? (?:should|must|are|can|have|has)|see |note:|for (?:more|details)|this section|the following|below (?:is|are)|we (?:apologi[sz]e|are sorry|will (?:continue to )?(?:update|keep)|appreciate|thank)|thank|sorry|if you|please )/i;

const explains = /^(?:this|these|those|that|it|they) (?:will|should|would|is|are)\b/i;

/**
 * The promises of prose. A paragraph under a heading that names action items promises something as a whole; elsewhere, and in a
 * longer paragraph, the item is the first sentence that promises something.
 */
export function proseDrafts(paragraph: Paragraph, place: Place, kind: HeadingKind): Draft[] {
  const { inline } = paragraph;
  const text = inline.text.trim();
  if (isPlaceholder(text) || inline.allItalic || introduces.test(text) || says.test(text)) return [];
  const draft = (from: number, to: number): Draft => {
    const part = sliceInline(inline, from);
    const line = paragraph.line + inline.text.slice(0, from).split('\n').length - 1;
    return {
      line,
      inline: {
        ...part,
        text: part.text.slice(0, to - from),
        links: part.links.filter((link) => link.start < to - from),
      },
      ...place,
      fields: new Map(),
      notes: [],
      meant: false,
      prose: true,
    };
  };
  const lines = linesOfTheirOwn(inline.text);
  if (lines.length > 0) return lines.map(({ start, end }) => draft(start, end));
  const sentences = sentencesOf(inline.text);
  if (kind === 'explicit' && (sentences.length <= 1 || inline.lead !== null || isOnlyLinks(inline)))
    return [draft(0, inline.text.length)];
  const isOrder = isActionVerb(/^\p{L}+/u.exec(text)?.[0] ?? '');
  const promising = sentences.filter(({ start, end }, index) => {
    const sentence = oneLine(inline.text.slice(start, end));
    // What follows a promise may only explain it: "This will be in addition …".
    if (index > 0 && (isOrder ? !beginsWithVerb(sentence) : explains.test(sentence))) return false;
    return promisesSomething(sentence) && !tellsOfThePast(sentence) && !sentence.endsWith('?');
  });
  const [first] = promising;
  if (
    first &&
    kind === 'explicit' &&
    beginsWithVerb(oneLine(inline.text.slice(first.start, first.end))) &&
    first.start === 0
  )
    return [draft(0, inline.text.length)];
  if (first) return promising.map(({ start, end }) => draft(start, end));
  return kind === 'explicit' ? [draft(0, inline.text.length)] : [];
}

/** The lines of a paragraph that lists promises without marks: sentences, each on its line, most of them beginning with a verb. */
function linesOfTheirOwn(text: string): Span[] {
  const spans = [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
  const lines = spans.map(({ start, end }) => text.slice(start, end).trim());
  const ended = lines.filter((line) => /[.!?]["”)]?$/u.test(line)).length;
  const begun = lines.filter((line) => beginsWithVerb(line) || promisesSomething(line)).length;
  return lines.length >= 3 && ended * 5 >= lines.length * 4 && begun * 2 >= lines.length ? spans : [];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where sentences begin and end; a full stop counts when white space and a capital (or the end) follow. */
function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(
    /(?<!\b(?:e\.?g|i\.?e|etc|vs|approx|cf))[.!?。](?=\s+[\p{Lu}"“*`@\d]|\s*$)|。/gu,
  )) {
    const end = match.index + 1;
    spans.push({ start: start + leading(text.slice(start, end)), end });
    start = end;
  }
  if (text.slice(start).trim() !== '')
    spans.push({ start: start + leading(text.slice(start)), end: text.length });
  return spans;
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}

/** The text of a block's paragraph that stands behind a bold label. */
export function afterLead(inline: Inline): Inline {
  const from = inline.lead?.end ?? 0;
  const skip = /^[\s:：–—-]*/u.exec(inline.text.slice(from, from + 20))?.[0].length ?? 0;
  return sliceInline(inline, from + skip);
}
