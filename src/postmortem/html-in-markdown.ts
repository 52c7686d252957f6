/** Lists and tables that people write as HTML within Markdown. */
export interface MixedText {
  /** The text with the HTML blanked, every line where it was. */
  readonly markdown: string;
  /** The HTML alone, every line where it was. */
  readonly html: string;
}

const opening = /^\s{0,12}<(table|ul|ol|dl)(?:\s[^<>]{0,300})?>/i;

/** Parts a Markdown text from the HTML tables and lists in it; null when it has none. */
export function mixedText(text: string): MixedText | null {
  if (!/<(?:table|ul|ol|dl)\b/i.test(text)) return null;
  const markdown: string[] = [];
  const html: string[] = [];
  let inside: { name: string; depth: number } | null = null;
  let fence: string | null = null;
  let found = false;
  for (const line of text.split('\n')) {
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1] ?? null;
    if (!inside && mark) fence = fence === null ? mark : fence === mark ? null : fence;
    const name: string | undefined =
      fence === null && !inside ? opening.exec(line)?.[1]?.toLowerCase() : undefined;
    if (name) inside = { name, depth: 0 };
    markdown.push(inside ? '' : line);
    html.push(inside ? line : '');
    if (!inside) continue;
    found = true;
    const tags = new RegExp(`<(/?)${inside.name}\\b`, 'gi');
    for (const [, closes] of line.matchAll(tags)) inside.depth += closes ? -1 : 1;
    if (inside.depth <= 0) inside = null;
  }
  return found ? { markdown: markdown.join('\n'), html: html.join('\n') } : null;
}
