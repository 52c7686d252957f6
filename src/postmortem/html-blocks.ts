import { type Block, type Inline, oneLine, type Table } from './blocks.ts';
import { confluenceMacros } from './confluence-macros.ts';
import { attribute, hasClass, hrefOf } from './html-attributes.ts';
import { checkMark, type Chip, chipOf, marksOf } from './html-chips.ts';
import { contentTokens } from './html-content.ts';
import { type HtmlHead, htmlHead } from './html-head.ts';
import { htmlTree } from './html-tree.ts';
import { newlines, type HtmlToken } from './html-tokens.ts';
import { inlineBuilder, type Mark } from './inline-builder.ts';
import { dayLink, mentionLink, settledItem, withoutMentions } from './mention.ts';

type Tag = Extract<HtmlToken, { kind: 'tag' }>;

/** Whether a text is HTML rather than Markdown with some HTML in it. */
export function looksLikeHtml(source: string, text: string): boolean {
  if (/\.x?html?$/i.test(source)) return true;
  const start = text.slice(0, 2000);
  return (
    /^\s*<(?:\?xml|!doctype html|html|head|meta|body|article|main|section|header|div|p|b|h[1-6]|ul|ol|table|ac:[a-z-]+)\b/i.test(
      start,
    ) && /<\/(?:h[1-6]|li|p|td|ac:task)>/i.test(text)
  );
}

/**
 * The blocks of an HTML page or fragment as Confluence, Google Docs, Notion, Jira, GitLab and plain pages write it: headings,
 * lists, tables and runs of text; navigation, scripts and quotations are left out.
 */
export function htmlBlocks(html: string, head: HtmlHead = htmlHead(html)): Block[] {
  const tree = htmlTree();
  const inlineTags: { name: string; marks: readonly Mark[]; link: boolean }[] = [];
  let run = inlineBuilder();
  let runLine = 1;
  let heading = 0;
  let rank = 1;
  const toggles: boolean[] = [];
  /** Whether a paragraph is open that the page's styles set as its title. */
  let titleOpen = false;
  let chip: (Chip & { name: string; depth: number; text: string; fallback?: string }) | null = null;

  const flush = (isEnd = false): void => {
    const inline = run.build();
    // A check box may stand in an element of its own in front of its words.
    if (!isEnd && heading === 0 && /^\[[ x]\]\s*$/.test(inline.text)) return;
    run = inlineBuilder();
    if (inline.text.trim() === '') return;
    const level = heading;
    if (level > 0) tree.add({ kind: 'heading', line: runLine, level, inline: withoutMentions(inline) });
    else tree.add({ kind: 'paragraph', line: runLine, inline });
    for (const { marks } of inlineTags) for (const mark of marks) run.open(mark);
  };
  const add = (text: string, line: number): void => {
    if (text === '') return;
    if (run.isEmpty()) runLine = line + newlines(text.slice(0, text.length - text.trimStart().length));
    run.add(run.isEmpty() ? text.trimStart() : text);
  };
  const subheading = (text: string, line: number): void => {
    flush();
    const inline: Inline = { text, links: [], lead: null, allItalic: false, allStruck: false };
    tree.add({ kind: 'heading', line, level: Math.min(6, rank + 1), inline });
  };
  const link = (text: string, href: string, line: number): void => {
    if (run.isEmpty()) runLine = line;
    run.openLink(href);
    run.add(text);
    run.closeLink();
  };
  const macros = confluenceMacros({ add, subheading });

  const inlineTag = (tag: Tag): void => {
    if (tag.closes) {
      const at = inlineTags.findLastIndex(({ name }) => name === tag.name);
      for (const { marks, link: isLink } of at < 0 ? [] : inlineTags.splice(at)) {
        for (const mark of marks) run.close(mark);
        if (isLink) run.closeLink();
      }
      return;
    }
    const marks = marksOf(tag.name, tag.source, head);
    if (hasClass(tag.source, /^(?:selected-value|aui-lozenge|status-macro)$/) && !run.isEmpty())
      run.add(hasClass(tag.source, /^selected-value$/) ? ', ' : ' ');
    if (tag.name === 'a') run.openLink(hrefOf(tag.source));
    for (const mark of marks) run.open(mark);
    if (inlineTags.length < 200) inlineTags.push({ name: tag.name, marks, link: tag.name === 'a' });
  };

  for (const token of contentTokens(html)) {
    if (token.kind === 'text') {
      if (chip?.fallback !== undefined) {
        chip.text += token.text;
        continue;
      }
      if (macros.text(token)) continue;
      if (chip) chip.text += token.text;
      else if (!token.literal) add(token.text, token.line);
      continue;
    }
    const { name, closes, empty, line, source } = token;
    if (macros.tag(token)) continue;
    if (chip) {
      if (name === chip.name && !empty) chip.depth += closes ? -1 : 1;
      if (chip.depth > 0) continue;
      const words = oneLine(chip.text) || (chip.fallback ?? '');
      const shown = chip.shown ?? (/^@\S+$/.test(words) ? words : words.replace(/^@(?=\S)/, ''));
      if (shown !== '')
        link(shown, chip.kind === 'person' ? mentionLink(chip.id ?? shown) : dayLink(shown), line);
      chip = null;
      continue;
    }
    const mark = closes ? null : checkMark(token);
    const found = closes ? null : chipOf(token);
    if (found?.shown && name === 'ri:user') {
      // Behind the account its link may have the person's name.
      chip = { ...found, shown: null, name: 'ac:link', depth: 1, text: '', fallback: found.shown };
    } else if (found && empty) {
      if (found.shown)
        link(found.shown, found.kind === 'day' ? dayLink(found.shown) : mentionLink(found.shown), line);
    } else if (found) chip = { ...found, name, depth: 1, text: '' };
    else if (name === 'code' || name === 'tt' || name === 'kbd') run.add('`');
    else if (name === 'br') run.add('\n');
    else if (inlines.has(name)) {
      if (!empty) inlineTag(token);
    } else if (/^h[1-6]$/.test(name)) {
      flush();
      heading = closes ? 0 : Number(name.slice(1));
      if (!closes) {
        rank = heading;
        tree.closeList('task');
      }
    } else if (
      name === 'summary' ||
      (name === 'p' && (titleOpen || (!closes && hasClass(source, /^(?:title|MsoTitle)$/))))
    ) {
      flush();
      if (name === 'p') {
        heading = closes ? 0 : 1;
        titleOpen = !closes;
        continue;
      }
      heading = closes ? 0 : Math.min(6, rank + 1);
    } else if (name === 'ul' || name === 'ol' || name === 'dl' || name === 'ac:task-list') {
      flush();
      const isToggle = closes ? (toggles.pop() ?? false) : hasClass(source, /^toggle$/);
      const level = /\blst-[\w-]{1,80}-(\d)\b/.exec(attribute(source, 'class') ?? '')?.[1];
      if (!closes) toggles.push(isToggle);
      if (isToggle) continue;
      if (closes) tree.closeList(name);
      else if (level === undefined) tree.openList(name, line);
      else tree.openLevel(Number(level), line);
    } else if (name === 'li' || name === 'dt' || name === 'ac:task' || mark?.opensItem) {
      if (closes && name === 'dt') continue;
      flush(true);
      if (toggles.at(-1)) continue;
      if (closes) tree.closeItem();
      else tree.openItem(name, line);
    } else if (name === 'dd') {
      if (closes) flush();
      else if (!run.isEmpty()) run.add(': ');
    } else if (name === 'table') {
      flush();
      if (closes) tree.closeTable();
      else tree.openTable(line);
    } else if (name === 'tr' || name === 'td' || name === 'th') {
      flush();
      tree.endCell();
      if (!closes && name === 'tr') tree.row(line);
      else if (!closes) tree.cell(name, source);
    } else flush();
    if (mark?.text && run.isEmpty()) add(mark.text, line);
  }
  flush(true);
  tree.closeAll();
  return settled(tree.root);
}

const inlines = new Set(
  'a span b strong em i s del strike u ins sup sub small font img time abbr mark label cite q var input task-button bdi wbr ac:inline-comment-marker ac:link ac:link-body ac:plain-text-link-body ac:image ac:emoticon ac:placeholder ri:attachment ri:url'.split(
    ' ',
  ),
);

/** Mentions that lead or close an item become its owner and due date; elsewhere only their words stay. */
function settled(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'paragraph') return [{ ...block, inline: withoutMentions(block.inline) }];
    if (block.kind === 'table') return [plainTable(block)];
    if (block.kind !== 'list') return [block];
    const items = block.items.map((item) => {
      const own = settledItem(item);
      return { ...own, blocks: settled(own.blocks) };
    });
    return items.length > 0 ? [{ ...block, items }] : [];
  });
}

function plainTable(table: Table): Table {
  return {
    ...table,
    header: table.header.map(withoutMentions),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(withoutMentions) })),
  };
}
