import { type Block, type Inline, type List, type ListItem } from './blocks.ts';
import { sliceInline } from './inline-slice.ts';

const bullet =
  /^\s{0,12}(?:[•◦●○▪■‣・–—]\s{0,3}|[-*+](?=\[[ xX]\])|(?=\[[ xX*✓✔]?\]\s)|(?=[☐☑☒✅🔲]))(?=\S)/u;
/** Numbers such as `6.1` begin no list in Markdown, but two such lines are one. */
const numbered =
  /^\s{0,8}(?:\d{1,2}\.\d{1,2}\.?|\d{1,2}\s?[–—-]|\(\d{1,2}\)|\(?[a-h]\)|[a-h]\.|[①-⑳]|(?:AI|A|Action|Item)[ -]?#?\d{1,2}\s?[.:)–—-])\s{1,4}(?=\S)|^\s{0,8}[①-⑳]\s?(?=\S)/u;
const definition = /^\s{0,3}:\s{1,4}(?=\S)/;

/**
 * Paragraphs whose lines begin with bullets that are no mark-up (`•`, `・`, a bare check box) become lists, and so do terms with
 * definitions (`: …`) below them. Also, a list that another one introduces by a closing colon is put into its last item.
 */
export function withLooseLists(blocks: readonly Block[]): Block[] {
  const made: Block[] = [];
  for (const block of blocks) {
    const list =
      block.kind === 'paragraph'
        ? (bulletList(block.inline, block.line, bullet) ??
          bulletList(block.inline, block.line, numbered) ??
          definitionList(block.inline, block.line))
        : null;
    for (const part of list ?? [block]) {
      const last = made.at(-1);
      if (part.kind === 'list' && last?.kind === 'list') {
        const joined = joinedLists(last, part);
        if (joined) made[made.length - 1] = joined;
        else made.push(part);
      } else made.push(part);
    }
  }
  return made;
}

function bulletList(inline: Inline, line: number, mark: RegExp): Block[] | null {
  const lines = linesOf(inline);
  const first = lines.findIndex(({ text }) => mark.test(text));
  if (first < 0 || first > 1) return null;
  const marked = lines.slice(first).filter(({ text }) => mark.test(text)).length;
  if (marked * 2 < lines.length - first) return null;
  if (mark === numbered && marked < 2) return null;
  // One dash alone opens a remark as often as a list.
  if (marked === 1 && /^\s*[–—✅☑🔲]/u.test(lines[first]?.text ?? '')) return null;
  const items: ListItem[] = [];
  for (let at = first; at < lines.length;) {
    let next = at + 1;
    while (next < lines.length && !mark.test(lines[next]?.text ?? '')) next += 1;
    const start = (lines[at]?.start ?? 0) + (mark.exec(lines[at]?.text ?? '')?.[0].length ?? 0);
    const end = (lines[next]?.start ?? inline.text.length + 1) - 1;
    items.push({
      line: line + at,
      blocks: [{ kind: 'paragraph', line: line + at, inline: sliceInline(inline, start, end) }],
    });
    at = next;
  }
  const list: List = { kind: 'list', line: line + first, items };
  if (first === 0) return [list];
  return [
    {
      kind: 'paragraph',
      line,
      inline: { ...sliceInline(inline, 0, (lines[first]?.start ?? 1) - 1), lead: inline.lead },
    },
    list,
  ];
}

function definitionList(inline: Inline, line: number): Block[] | null {
  const lines = linesOf(inline);
  if (lines.length < 2 || definition.test(lines[0]?.text ?? '') || !definition.test(lines[1]?.text ?? ''))
    return null;
  const items: { line: number; term: Inline; definitions: ListItem[] }[] = [];
  for (const [index, { text, start }] of lines.entries()) {
    const mark = definition.exec(text);
    const part = sliceInline(inline, start + (mark?.[0].length ?? 0), start + text.length);
    const at = line + index;
    if (mark)
      items.at(-1)?.definitions.push({ line: at, blocks: [{ kind: 'paragraph', line: at, inline: part }] });
    else items.push({ line: at, term: part, definitions: [] });
  }
  return [
    {
      kind: 'list',
      line,
      items: items.map(({ line: at, term, definitions }) => ({
        line: at,
        blocks: [
          { kind: 'paragraph', line: at, inline: term },
          { kind: 'list', line: at + 1, items: definitions },
        ],
      })),
    },
  ];
}

function joinedLists(list: List, next: List): List | null {
  const last = list.items.at(-1);
  const end = last?.blocks.at(-1);
  if (!last || end?.kind !== 'paragraph' || !/[:：]\s*$/u.test(end.inline.text.slice(-8))) return null;
  return { ...list, items: [...list.items.slice(0, -1), { ...last, blocks: [...last.blocks, next] }] };
}

function linesOf(inline: Inline): { text: string; start: number }[] {
  let start = 0;
  return inline.text.split('\n').map((text) => {
    const line = { text, start };
    start += text.length + 1;
    return line;
  });
}
