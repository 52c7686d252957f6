import type { MarkdownLine } from './markdown-line.ts';
import { markdownTable } from './markdown-table.ts';

/** AsciiDoc as Markdown, with the line each line comes from. Listings and literal blocks are left out. */
export function asciidocLines(source: readonly string[]): MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  let closing: string | null = null;
  let table: { columns: number; cells: { line: number; text: string }[]; first: number } | null = null;
  let columns = 0;
  for (const [index, text] of source.entries()) {
    const line = index + 1;
    const bare = text.trimEnd();
    if (closing !== null) {
      if (bare === closing) closing = null;
      continue;
    }
    if (bare === '|===') {
      if (table) lines.push(...rowsOf(table.cells, table.columns || table.first));
      table = table ? null : { columns, cells: [], first: 0 };
      columns = 0;
      continue;
    }
    if (table) {
      const cells = /^\s*(?:\d{0,2}[.+*^<>]{0,3}[a-z]?)\|/.test(text)
        ? text.slice(text.indexOf('|') + 1).split(/(?<!\\)\|/)
        : null;
      const last = table.cells.at(-1);
      if (cells) for (const cell of cells) table.cells.push({ line, text: inline(cell.trim()) });
      else if (last && bare !== '')
        table.cells[table.cells.length - 1] = { ...last, text: `${last.text} ${inline(bare)}` };
      if (table.first === 0) table.first = table.cells.length;
      continue;
    }
    if (/^(?:-{4,}|\.{4,}|\+{4,}|`{3,}|_{4,})$/.test(bare)) {
      closing = bare;
      continue;
    }
    const widths = /^\[(?:.*\b)?cols="?([^"\]]{1,200})"?/.exec(bare)?.[1];
    if (widths) columns = Number(/^(\d{1,2})\*$/.exec(widths)?.[1] ?? widths.split(',').length);
    if (/^(?:\[[^\]]*\]|={4,}|\*{4,}|\/\/.*|'''|<<<)$/.test(bare)) {
      lines.push({ line, text: '' });
      continue;
    }
    lines.push({ line, text: lineOf(bare) });
  }
  return lines;
}

function lineOf(text: string): string {
  const heading = /^(={1,6})\s+(\S.*)$/.exec(text);
  if (heading) return `${'#'.repeat(heading[1]?.length ?? 1)} ${inline(heading[2] ?? '')}`;
  const list = /^\s*([*]{1,6}|\.{1,6}|-)\s+(\S.*)$/.exec(text);
  if (list) {
    const marks = list[1] ?? '*';
    const indent = '   '.repeat(marks.length - 1);
    return `${indent}${marks.startsWith('.') ? '1.' : '* '} ${inline((list[2] ?? '').replace(/^\[\*\]/, '[x]'))}`;
  }
  const title = /^\.([^\s.].{0,100})$/.exec(text);
  if (title) return `**${title[1] ?? ''}**`;
  const term = /^(\S.{0,80}?)::+(?:\s+(.*))?$/.exec(text);
  if (term) return `* **${term[1] ?? ''}**: ${inline(term[2] ?? '')}`;
  const attribute = /^:([\w-]{1,40}): (.+)$/.exec(text);
  return attribute ? `${attribute[1] ?? ''}: ${attribute[2] ?? ''}  ` : inline(text);
}

function rowsOf(cells: readonly { line: number; text: string }[], columns: number): MarkdownLine[] {
  const rows: { line: number; cells: string[] }[] = [];
  const width = Math.max(1, columns);
  for (let at = 0; at < cells.length; at += width) rows.push(rowOf(cells.slice(at, at + width)));
  return markdownTable(rows);
}

/** A row whose cells may stand on lines of their own: its line is that of the longest. */
function rowOf(cells: readonly { line: number; text: string }[]): { line: number; cells: string[] } {
  const [longest] = cells.toSorted((one, other) => other.text.length - one.text.length);
  return { line: longest?.line ?? 1, cells: cells.map((cell) => cell.text) };
}

function inline(text: string): string {
  return text
    .replace(/(?:link:)?(https?:\/\/[^\s[\]]{1,500})\[([^\]\n]{1,300})\]/g, '[$2]($1)')
    .replace(/<<[^,<>\n]{1,100},([^<>\n]{1,200})>>/g, '$1')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})\*(?![\w*])/g, '**$1**')
    .replace(/\[(?:line-through|\.line-through)\]#([^#\n]{1,300})#/g, '~~$1~~');
}
