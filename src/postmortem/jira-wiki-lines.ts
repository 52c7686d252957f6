import type { MarkdownLine } from './markdown-line.ts';
import { markdownTable } from './markdown-table.ts';

/** Jira's wiki notation (`h2.`, `||Owner||`, `[~priya]`, `{code}`) as Markdown, with the line each line comes from. */
export function jiraWikiLines(source: readonly string[]): MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  let table: { line: number; cells: string[] }[] = [];
  let fence: string | null = null;
  const endTable = (): void => {
    lines.push(...markdownTable(table));
    table = [];
  };
  for (const [index, text] of source.entries()) {
    const line = index + 1;
    const block = /^\s*\{(code|noformat|quote)(?:[:|][^}]{0,200})?\}/.exec(text)?.[1];
    if (fence !== null) {
      if (text.includes(`{${fence}}`)) fence = null;
      continue;
    }
    if (block) {
      endTable();
      if (!text.slice(text.indexOf('}') + 1).includes(`{${block}}`)) fence = block;
      continue;
    }
    if (/^\s*\|/.test(text)) {
      const isHeader = /^\s*\|\|/.test(text);
      const row = text.trim().replace(isHeader ? /^\|\|?|\|\|?$/g : /^\||\|$/g, '');
      table.push({ line, cells: inline(row).split(isHeader ? '||' : /(?<!\\)\|/) });
      continue;
    }
    endTable();
    const heading = /^h([1-6])\.\s*(.*)$/.exec(text.trim());
    const list = /^\s*([*#-]{1,8})\s+(.*)$/.exec(text);
    const panel =
      /^\s*\{(?:panel|expand|info|note|tip|warning)(?::(?:title=)?([^|}]{0,100}))?[^}]{0,200}\}/.exec(text);
    if (heading) lines.push({ line, text: `${'#'.repeat(Number(heading[1]))} ${inline(heading[2] ?? '')}` });
    else if (list) {
      const marks = list[1] ?? '*';
      const indent = '   '.repeat(marks.length - 1);
      lines.push({ line, text: `${indent}${marks.endsWith('#') ? '1.' : '* '} ${inline(list[2] ?? '')}` });
    } else if (panel) lines.push({ line, text: panel[1] ? `**${panel[1].trim()}**` : '' });
    else lines.push({ line, text: inline(text) });
  }
  endTable();
  return lines;
}

function inline(text: string): string {
  return text
    .replace(/\{color(?::[^}]{0,40})?\}|\{panel\}|\{expand\}|\{(?:info|note|tip|warning)\}/g, '')
    .replace(/\[~(?:accountid:)?([^\]\s]{1,80})\]/g, '@$1')
    .replace(/\[([^|\]\n]{1,300})\|(https?:[^\]|\s]{1,500})(?:\|[^\]]{0,60})?\]/g, '[$1]($2)')
    .replace(/\[(https?:[^\]|\s]{1,500})\]/g, '<$1>')
    .replace(/\{\{([^{}\n]{1,200})\}\}/g, '`$1`')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})\*(?![\w*])/g, '**$1**')
    .replace(/(?<![\w-])-(?=[^\s-])([^-\n]{3,300})-(?![\w-])/g, '~~$1~~')
    .replace(/\(\/\)/g, '✅')
    .replace(/\(x\)/g, '❌');
}
