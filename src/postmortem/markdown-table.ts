import type { MarkdownLine } from './markdown-line.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows as a Markdown table, the first of them its header, with an empty line around it. */
export function markdownTable(rows: readonly Row[]): MarkdownLine[] {
  const [header, ...body] = rows;
  if (!header) return [];
  const row = ({ line, cells }: Row): MarkdownLine => ({
    line,
    text: `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')).join(' | ')} |`,
  });
  const blank = { line: header.line, text: '' };
  const rule = { line: header.line, text: `|${'---|'.repeat(Math.max(1, header.cells.length))}` };
  return [blank, row(header), rule, ...body.map(row), { line: rows.at(-1)?.line ?? 1, text: '' }];
}
