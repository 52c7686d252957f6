import type { Block, Inline, ListItem, TableRow } from './blocks.ts';
import { htmlTokens } from './html-tokens.ts';
import { inlineBuilder, type Mark } from './inline-builder.ts';

const marks: Readonly<Record<string, Mark>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'struck',
  del: 'struck',
};

/** Whether a text is HTML rather than Markdown with some HTML in it. */
export function looksLikeHtml(source: string, text: string): boolean {
  if (/\.x?html?$/i.test(source)) return true;
  return (
    /^\s*<(?:!doctype|html|body|article|main|section|div|p|h[1-6])\b/i.test(text) &&
    /<\/(?:h[1-6]|li|p)>/i.test(text)
  );
}

/** Lists nested deeper than any person nests them stay flat, so that their depth cannot exhaust the stack. */
const deepest = 60;

type Open = { kind: 'list'; line: number; items: ListItem[] } | { kind: 'item'; blocks: Block[] };

/** The blocks of an HTML page or fragment: headings, lists, tables and runs of text; navigation, scripts and quotations are left out. */
export function htmlBlocks(html: string): Block[] {
  const root: Block[] = [];
  const open: Open[] = [];
  let table: { line: number; rows: { line: number; cells: Inline[] }[] } | null = null;
  let run = inlineBuilder();
  let runLine = 1;
  let heading = 0;

  const target = (): Block[] => {
    const item = open.findLast((step) => step.kind === 'item');
    return item?.kind === 'item' ? item.blocks : root;
  };
  const flush = (): void => {
    const inline = run.build();
    run = inlineBuilder();
    if (inline.text.trim() === '' || table) return;
    if (heading) target().push({ kind: 'heading', line: runLine, level: heading, inline });
    else target().push({ kind: 'paragraph', line: runLine, inline });
  };
  const leave = (kind: Open['kind']): void => {
    if (!open.some((step) => step.kind === kind)) return;
    for (let last = open.pop(); last; last = open.pop()) {
      if (last.kind === 'list') target().push(last);
      if (last.kind === kind) return;
    }
  };

  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      if (run.isEmpty()) runLine = token.line + leadingLines(token.text);
      run.add(run.isEmpty() ? token.text.trimStart() : token.text);
      continue;
    }
    const { name, closes, line } = token;
    const mark = marks[name];
    if (mark) run[closes ? 'close' : 'open'](mark);
    else if (name === 'code') run.add('`');
    else if (name === 'a' && !closes) run.openLink(token.href);
    else if (name === 'a') run.closeLink();
    else if (name === 'br') run.add('\n');
    else if (/^h[1-6]$/.test(name)) {
      flush();
      heading = closes ? 0 : Number(name.slice(1));
    } else if (name === 'ul' || name === 'ol') {
      flush();
      if (closes) leave('list');
      else if (open.length < deepest) open.push({ kind: 'list', line, items: [] });
    } else if (name === 'li') {
      flush();
      if (open.at(-1)?.kind === 'item') leave('item');
      const list = open.at(-1);
      if (!closes && list?.kind === 'list') {
        const blocks: Block[] = [];
        list.items.push({ line, blocks });
        open.push({ kind: 'item', blocks });
      }
    } else if (name === 'table') {
      if (closes && table) {
        const [header, ...rows]: TableRow[] = table.rows;
        target().push({ kind: 'table', line: table.line, header: header?.cells ?? [], rows });
        table = null;
      } else if (!closes) {
        flush();
        table = { line, rows: [] };
      }
    } else if (name === 'tr' && table && !closes) table.rows.push({ line, cells: [] });
    else if ((name === 'td' || name === 'th') && table) {
      if (closes) table.rows.at(-1)?.cells.push(run.build());
      run = inlineBuilder();
    } else if (!table) flush();
  }
  flush();
  while (open.length > 0) leave(open[0]?.kind ?? 'list');
  return root;
}

function leadingLines(text: string): number {
  const blank = text.slice(0, text.length - text.trimStart().length);
  return blank.split('\n').length - 1;
}
