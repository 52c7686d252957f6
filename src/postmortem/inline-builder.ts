import type { Inline, Link } from './blocks.ts';

/** Collects a run of text piece by piece, whichever mark-up it comes from. */
export interface InlineBuilder {
  readonly add: (text: string) => void;
  readonly openLink: (href: string) => void;
  readonly closeLink: () => void;
  readonly open: (mark: Mark) => void;
  readonly close: (mark: Mark) => void;
  readonly isEmpty: () => boolean;
  readonly build: () => Inline;
}

export type Mark = 'bold' | 'italic' | 'struck';

/** Starts an empty run of text. */
export function inlineBuilder(): InlineBuilder {
  const parts: string[] = [];
  const links: Link[] = [];
  const depth = { bold: 0, italic: 0, struck: 0 };
  const outside = { bold: 0, italic: 0, struck: 0 };
  let length = 0;
  let visible = 0;
  let link: { href: string; start: number; part: number } | null = null;
  let bold: { part: number } | null = null;
  let lead: Inline['lead'] = null;
  let struck: number | null = null;

  const since = (part: number) => parts.slice(part).join('');
  return {
    add(text) {
      parts.push(text);
      length += text.length;
      const seen = text.replace(/[\s\p{Extended_Pictographic}\uFE0F[\]().\d]+/gu, '').length;
      visible += seen;
      for (const mark of ['bold', 'italic', 'struck'] as const) if (depth[mark] === 0) outside[mark] += seen;
    },
    openLink(href) {
      link = { href, start: length, part: parts.length };
    },
    closeLink() {
      if (link) links.push({ text: since(link.part), href: link.href, start: link.start, end: length });
      link = null;
    },
    open(mark) {
      depth[mark] += 1;
      if (mark === 'struck') struck = parts.length;
      if (mark === 'bold' && !bold && !lead && visible === 0) bold = { part: parts.length };
    },
    close(mark) {
      depth[mark] = Math.max(0, depth[mark] - 1);
      if (mark === 'struck' && struck !== null && isDate(since(struck))) {
        length -= since(struck).length;
        parts.length = struck;
      }
      if (mark === 'bold' && bold && !lead) lead = { text: since(bold.part).trim(), end: length };
    },
    isEmpty: () => length === 0,
    build: () => ({
      text: parts.join(''),
      links,
      lead,
      allItalic: visible > 0 && outside.italic === 0,
      allStruck: visible > 0 && outside.struck === 0,
    }),
  };
}

/** A date struck out no longer holds; the one that does stands beside it. */
function isDate(text: string): boolean {
  return (
    text.length <= 24 &&
    /\d/.test(text) &&
    /^[\d\s./-]+$|^(?:\p{L}{3,10}\.? )?\d{1,2}(?:st|nd|rd|th)?(?: \p{L}{3,10}\.?)?(?:,? \d{4})?$/u.test(
      text.trim(),
    )
  );
}
