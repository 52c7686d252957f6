import { asciidocLines } from './asciidoc-lines.ts';
import type { Block, List } from './blocks.ts';
import { jiraWikiLines } from './jira-wiki-lines.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import type { MarkdownLine } from './markdown-line.ts';
import { rstLines } from './rst-lines.ts';

/** The blocks of a text in reStructuredText, AsciiDoc or Jira's wiki notation, by its name's ending or its content; null for any other. */
export function foreignBlocks(source: string, text: string): Block[] | null {
  const translate = translatorOf(source, text);
  if (!translate) return null;
  const lines = translate(text.split('\n'));
  return relined(markdownBlocks(lines.map((line) => line.text).join('\n')), lines);
}

function translatorOf(source: string, text: string): ((lines: readonly string[]) => MarkdownLine[]) | null {
  if (/\.re?st$/i.test(source)) return rstLines;
  if (/\.(?:adoc|asciidoc|asc)$/i.test(source)) return asciidocLines;
  if (/\.(?:md|markdown|mdx|qmd|x?html?)$/i.test(source)) return null;
  const start = text.slice(0, 20_000);
  if (/^#{1,6} /m.test(start)) return null;
  if ((start.match(/^h[1-6]\. \S/gm)?.length ?? 0) >= 2) return jiraWikiLines;
  if (/^= \S[^=\n]*$/m.test(start) && /^==+ [^=\n]*[^=\s]$/m.test(start)) return asciidocLines;
  return /^\.\. (?:[a-z-]+::|_)/m.test(start) ||
    (/^:[A-Z][\w -]{1,30}: \S/m.test(start) && /^([=~^"*+#-])\1{3,}$/m.test(start))
    ? rstLines
    : null;
}

function relined(blocks: readonly Block[], lines: readonly MarkdownLine[]): Block[] {
  const lineOf = (line: number): number => lines[line - 1]?.line ?? 1;
  const blockAt = (block: Block): Block => {
    const line = lineOf(block.line);
    if (block.kind === 'list') return listAt(block, line);
    if (block.kind !== 'table') return { ...block, line };
    return { ...block, line, rows: block.rows.map((row) => ({ ...row, line: lineOf(row.line) })) };
  };
  const listAt = (list: List, line: number): List => ({
    ...list,
    line,
    items: list.items.map((item) => ({ line: lineOf(item.line), blocks: item.blocks.map(blockAt) })),
  });
  return blocks.map(blockAt);
}
