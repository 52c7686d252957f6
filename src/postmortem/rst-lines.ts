import type { MarkdownLine } from './markdown-line.ts';
import { markdownTable } from './markdown-table.ts';
import { gridTable, listTable, simpleTable } from './rst-tables.ts';

const rule = /^([=~^"'`#*+:._-])\1{2,}\s*$/;
/** Directives whose content is text of the document; that of all others is left out. */
const telling =
  /^(?:note|warning|tip|important|caution|danger|attention|hint|admonition|topic|container|rubric|details|dropdown|collapse)$/;

/** reStructuredText as Markdown, with the line each line comes from. Code, pictures and comments are left out. */
export function rstLines(source: readonly string[]): MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  const targets = targetsOf(source);
  const inline = (text: string): string => inlineMarkup(text, targets);
  const styles: string[] = [];
  let inList = false;
  for (let at = 0; at < source.length; at += 1) {
    const text = source[at] ?? '';
    const line = at + 1;
    const heading = headingAt(source, at);
    const table = gridTable(source, at) ?? simpleTable(source, at);
    const directive = /^(\s*)\.\.(?:\s+(?:([\w:-]+)::\s*(.*)|.*))?$/.exec(text);
    if (heading) {
      if (!styles.includes(heading.style)) styles.push(heading.style);
      const level = Math.min(6, styles.indexOf(heading.style) + 1);
      lines.push({ line: line + heading.before, text: `${'#'.repeat(level)} ${inline(heading.text)}` });
      at += heading.length - 1;
      inList = false;
    } else if (table) {
      lines.push(...markdownTable(table.rows.map((row) => ({ ...row, cells: row.cells.map(inline) }))));
      at = table.end - 1;
    } else if (directive) {
      const end = blockEnd(source, at + 1, directive[1]?.length ?? 0);
      const name = directive[2] ?? '';
      if (name === 'list-table')
        lines.push(
          ...markdownTable(
            listTable(source, at + 1, end).map((row) => ({ ...row, cells: row.cells.map(inline) })),
          ),
        );
      else if (telling.test(name)) {
        lines.push(
          { line, text: '' },
          { line, text: directive[3] ? `**${directive[3]}**` : '' },
          { line, text: '' },
        );
        for (let inner = at + 1; inner < end; inner += 1)
          if (!/^\s+:[\w-]+:/.test(source[inner] ?? ''))
            lines.push({ line: inner + 1, text: inline((source[inner] ?? '').trimStart()) });
        lines.push({ line: end, text: '' });
      }
      at = end - 1;
    } else if (/::\s*$/.test(text) && !/^\s*:/.test(text)) {
      lines.push({ line, text: inline(text.replace(/::\s*$/, ':')) });
      const indent = text.length - text.trimStart().length;
      at = blockEnd(source, at + 1, indent) - 1;
    } else {
      if (isTerm(source, at)) {
        lines.push({ line, text: `* **${inline(text)}**` }, { line, text: '' });
        inList = true;
        continue;
      }
      const isItem = /^\s*(?:[*+-]|\d{1,3}[.)]|#\.)\s/.test(text);
      if (isItem) inList = true;
      else if (/^\S/.test(text)) inList = false;
      lines.push({
        line,
        text: inline(isItem || inList ? text.replace(/^(\s*)#\./, '$11.') : text.trimStart()),
      });
    }
  }
  return lines;
}

function headingAt(
  source: readonly string[],
  at: number,
): { text: string; style: string; length: number; before: number } | null {
  const [first = '', second = '', third = ''] = source.slice(at, at + 3);
  const over = rule.exec(first)?.[1];
  const isName = (text: string): boolean => /\S/.test(text) && !rule.test(text) && text.length <= 200;
  if (over && isName(second) && rule.exec(third)?.[1] === over)
    return { text: second.trim(), style: `${over}${over}`, length: 3, before: 1 };
  const under = rule.exec(second)?.[1];
  if (!under || !isName(first) || /^\s/.test(first) || second.trimEnd().length + 1 < first.trimEnd().length)
    return null;
  return { text: first.trim(), style: under, length: 2, before: 0 };
}

/** Whether a line is the term of a definition list: alone on the left, with its definition indented in the very next line. */
function isTerm(source: readonly string[], at: number): boolean {
  const [before = '', text = '', after = ''] = [source[at - 1], source[at], source[at + 1]];
  return (
    before.trim() === '' &&
    /^[\p{L}\d[("'`*]/u.test(text) &&
    !/^(?:[*+-]|\d{1,3}[.)])\s/.test(text) &&
    /^\s{2,}[^\s*+-]/.test(after)
  );
}

/** The end of the lines that are indented deeper, empty lines between them included. */
function blockEnd(source: readonly string[], from: number, indent: number): number {
  let end = from;
  for (let at = from; at < source.length; at += 1) {
    const text = source[at] ?? '';
    if (text.trim() === '') continue;
    if (text.length - text.trimStart().length <= indent) break;
    end = at + 1;
  }
  return end;
}

/** The addresses of a text's named links: `.. _admin#402: https://…`. */
function targetsOf(source: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    source.flatMap((line) => {
      const [, name, address] =
        /^\.\. _`?([^`:]{1,80}|[^`]{1,80}(?=`:))`?: (https?:\S{1,500})\s*$/.exec(line) ?? [];
      return name && address ? [[name.toLowerCase(), address] as const] : [];
    }),
  );
}

function inlineMarkup(text: string, targets: ReadonlyMap<string, string>): string {
  return text
    .replace(/^(\s*):([\p{L}][\p{L}\w /-]{0,40}):(?=\s|$)/u, '$1$2:')
    .replace(/``([^`\n]{1,300})``/g, '`$1`')
    .replace(/`([^`<>\n]{1,300}?)\s*<(https?:[^<>\s]{1,500})>`__?/g, '[$1]($2)')
    .replace(/:[a-z][\w:-]{0,30}:`([^`<>\n]{1,200}?)(?:\s*<[^<>\n]{1,200}>)?`/g, '$1')
    .replace(
      /`([^`<>\n]{1,200})`__?|(?<![\w`])([A-Za-z][\w#./-]{1,60})_(?=[\s.,;)|]|$)/g,
      (whole, quoted?: string, bare?: string) => {
        const name = quoted ?? bare ?? '';
        const address = targets.get(name.toLowerCase());
        return address ? `[${name}](${address})` : (quoted ?? whole);
      },
    );
}
