import type { Block, Inline, Link, ListItem } from './blocks.ts';
import { sliceInline } from './inline-slice.ts';

/**
 * People and days that an editor knows as such (user mentions, date chips) travel through the reader as links of these kinds.
 * They are no addresses, so they are taken out again here.
 */
const person = 'mention:';
const day = 'day:';

export function mentionLink(name: string): string {
  return person + name;
}

export function dayLink(written: string): string {
  return day + written;
}

/** The text without its mentions' links; their words stay. */
export function withoutMentions(inline: Inline): Inline {
  return inline.links.some(isMention)
    ? { ...inline, links: inline.links.filter((link) => !isMention(link)) }
    : inline;
}

/**
 * An item whose first words, or last, are a person or a day that the editor knows as such: the person is its owner and the day
 * its due date, as Confluence defines it for its tasks ("the first person mentioned is the assignee, the first date the due date").
 */
export function settledItem(item: ListItem): ListItem {
  const [first, ...rest] = item.blocks;
  if (first?.kind !== 'paragraph' || !first.inline.links.some(isMention)) return item;
  const fields: ListItem[] = [];
  let { inline } = first;
  for (const [kind, label] of [
    [person, 'Owner'],
    [day, 'Due'],
  ] as const) {
    const link = inline.links.find(({ href }) => href.startsWith(kind));
    const cut = link ? cutAt(inline, link) : null;
    if (!link || !cut) continue;
    inline = cut;
    fields.push(fieldItem(first.line, `${label}: ${link.href.slice(kind.length)}`));
  }
  const paragraph = { ...first, inline: withoutMentions(inline) };
  const blocks: Block[] = [paragraph, ...rest];
  if (fields.length > 0) blocks.push({ kind: 'list', line: first.line, items: fields });
  return { ...item, blocks };
}

function isMention({ href }: Link): boolean {
  return href.startsWith(person) || href.startsWith(day);
}

/** The text without a link that opens or closes it; null where the link is part of the sentence, or all there is. */
function cutAt(inline: Inline, link: Link): Inline | null {
  const before = inline.text.slice(0, link.start);
  const after = inline.text.slice(link.end);
  const box = /^\s*(?:\[[ x]\]\s*)?[([]?$/.exec(before)?.[0];
  if (box !== undefined && /\p{L}/u.test(after)) {
    const lead = /^[\s)\]]*(?:to\s|will\s|[:,–—-]\s?)?\s*/u.exec(after)?.[0].length ?? 0;
    const rest = sliceInline(inline, link.end + lead);
    const keep = box.replace(/[([]$/, '');
    return {
      ...rest,
      text: keep + rest.text,
      links: rest.links.map((other) => ({
        ...other,
        start: other.start + keep.length,
        end: other.end + keep.length,
      })),
    };
  }
  const others = inline.links.filter((other) => isMention(other) && other.start >= link.end);
  const tail = others.reduce((text, other) => text.replace(other.text, ''), after);
  if (
    /[\p{L}\d]/u.test(tail.replace(/\b(?:and|by|due|on|until|before)\b/gi, '')) ||
    !/\p{L}{2}/u.test(before)
  )
    return null;
  const kept = before.replace(
    /[\s([,;:–—-]*(?:\b(?:by|due(?: on| date)?|on|until|before|owner|assignee|assigned to)\b[\s:]*)?[\s([,;:–—-]{0,5}$/iu,
    '',
  );
  const text = others.length > 0 ? `${kept} ${after.trim()}` : kept;
  const shift = text.length - inline.text.length;
  return {
    ...inline,
    text,
    links: inline.links.flatMap((other) => {
      if (other === link) return [];
      if (other.end <= kept.length) return [other];
      return other.start >= link.end
        ? [{ ...other, start: other.start + shift, end: other.end + shift }]
        : [];
    }),
  };
}

function fieldItem(line: number, text: string): ListItem {
  const inline: Inline = { text, links: [], lead: null, allItalic: false, allStruck: false };
  return { line, blocks: [{ kind: 'paragraph', line, inline }] };
}
