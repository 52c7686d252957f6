import type { Inline } from './blocks.ts';

/** The rest of a run of text from an offset on, its links with it. */
export function sliceInline(inline: Inline, from: number): Inline {
  return {
    text: inline.text.slice(from),
    links: inline.links
      .filter((link) => link.end > from)
      .map((link) => ({ ...link, start: Math.max(0, link.start - from), end: link.end - from })),
    lead: null,
    allItalic: inline.allItalic,
    allStruck: inline.allStruck,
  };
}
