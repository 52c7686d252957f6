import type { Inline } from './blocks.ts';

/** A part of a run of text, to its end unless told, its links with it. */
export function sliceInline(inline: Inline, from: number, to: number = inline.text.length): Inline {
  return {
    text: inline.text.slice(from, to),
    links: inline.links
      .filter((link) => link.end > from && link.start < to)
      .map((link) => ({
        ...link,
        start: Math.max(0, link.start - from),
        end: Math.min(to, link.end) - from,
      })),
    lead: null,
    allItalic: inline.allItalic,
    allStruck: inline.allStruck,
  };
}
