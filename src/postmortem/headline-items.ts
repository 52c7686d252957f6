import { type Block, type Heading, type Inline, oneLine } from './blocks.ts';
import type { Draft, Place } from './draft.ts';
import { isGroupName } from './group-words.ts';
import { isNearMiss } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';
import { fieldOf, fieldsIn } from './item-fields.ts';
import { isOwnerName } from './place.ts';

type Content = Exclude<Block, Heading>;

/** Whether a run of text is bold from end to end. */
export function isBoldLine(inline: Inline): boolean {
  return inline.lead !== null && /^[\s:：.]*$/u.test(inline.text.slice(inline.lead.end));
}

/**
 * Items that are bold lines with paragraphs or fields under them, as others use sub-headings. The blocks that remain are those of
 * ordinary lists, tables and prose.
 */
export function headlineItems(
  blocks: readonly Content[],
  place: Place,
): { drafts: Draft[]; rest: readonly Content[] } {
  const heads = blocks.flatMap((block, at) =>
    block.kind === 'paragraph' && isHeadline(block.inline) ? [at] : [],
  );
  const bodies = heads.map((at, step) => blocks.slice(at + 1, heads[step + 1] ?? blocks.length));
  const found = heads.map((at, step) => ({ at, body: bodies[step] ?? [], ...fieldsIn(bodies[step] ?? []) }));
  const fielded = found.some(({ fields }) => fields.size > 0);
  const told = found.length >= 2 && found.every(({ body }) => body[0]?.kind === 'paragraph');
  if (!fielded && !told) return { drafts: [], rest: blocks };
  const listed = found.filter(
    ({ fields, body }) =>
      hasEntries(body) || (fields.size === 0 && body.some((block) => block.kind !== 'paragraph')),
  );
  if (listed.length * 2 > found.length) return { drafts: [], rest: blocks };
  const drafts = found.flatMap(({ at, fields, notes }): Draft[] => {
    const head = blocks[at];
    return head?.kind === 'paragraph'
      ? [{ line: head.line, inline: head.inline, ...place, fields, notes, meant: false }]
      : [];
  });
  return { drafts, rest: blocks.slice(0, heads[0]) };
}

/** Whether a list below a headline has entries that are no fields of it. */
function hasEntries(body: readonly Content[]): boolean {
  return body.some(
    (block) =>
      block.kind === 'list' &&
      block.items.some(
        ({ blocks: [first] }) => first?.kind === 'paragraph' && fieldOf(first.inline, 0) === null,
      ),
  );
}

/**
 * Items that are the bold sentences with which paragraphs begin, the rest of each paragraph being its remarks: "**Errors will say what is
 * wrong.** A spinner …". Empty unless most paragraphs begin so, and nothing else states the items.
 */
export function leadItems(blocks: readonly Content[], place: Place): Draft[] {
  const led = blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' || !block.inline.lead || isBoldLine(block.inline)) return [];
    const { lead, text } = block.inline;
    const isSentence =
      lead.text.trim().split(/\s+/).length >= 3 &&
      /[.!]\s*$/u.test(lead.text) &&
      !/^\W*\d{1,2}[:.]\d{2}/.test(lead.text) &&
      !isNearMiss(lead.text);
    return isSentence
      ? [
          {
            line: block.line,
            inline: sliceInline(block.inline, 0, lead.end),
            note: sliceInline(block.inline, lead.end, text.length),
          },
        ]
      : [];
  });
  if (led.length < 2 || led.length * 4 < blocks.length * 3) return [];
  return led.map(({ line, inline, note }) => ({
    line,
    inline,
    ...place,
    fields: new Map(),
    notes: [note],
    meant: false,
  }));
}

function isHeadline(inline: Inline): boolean {
  if (!isBoldLine(inline)) return false;
  const text = oneLine(inline.text);
  return (
    text.length <= 200 &&
    text.split(' ').length >= 2 &&
    !/[:：]$/u.test(text) &&
    !isGroupName(text) &&
    !isNearMiss(text) &&
    !isOwnerName(text)
  );
}
