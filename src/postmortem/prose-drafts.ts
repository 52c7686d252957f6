import { beginsWithVerb, promisesSomething, tellsOfThePast } from './action-verbs.ts';
import { type Inline, oneLine, type Paragraph } from './blocks.ts';
import type { Draft, Place } from './draft.ts';
import type { HeadingKind } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';
import { isOnlyLinks } from './item-links.ts';
import { isPlaceholder } from './placeholders.ts';

const introduces = /[:：]$/u;
const says =
  /^(?:these are (?:only )?sample|(?:every |each |all )?action items? (?:should|must|are|can|have|has)|see |note:|for (?:more|details)|this section|the following|below (?:is|are)|we (?:apologi[sz]e|are sorry|will (?:continue to )?(?:update|keep)|appreciate|thank)|thank|sorry|if you|please )/i;

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
  const sentences = sentencesOf(inline.text);
  if (kind === 'explicit' && (sentences.length <= 1 || inline.lead !== null || isOnlyLinks(inline)))
    return [draft(0, inline.text.length)];
  const promising = sentences.filter(({ start, end }) => {
    const sentence = oneLine(inline.text.slice(start, end));
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
  if (first) return [draft(first.start, first.end)];
  return kind === 'explicit' ? [draft(0, inline.text.length)] : [];
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
