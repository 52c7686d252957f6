import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Inline, ListItem, TableRow } from './blocks.ts';
import { htmlBlocks } from './html-blocks.ts';
import { mixedText } from './html-in-markdown.ts';
import { inlineBuilder, type Mark } from './inline-builder.ts';
import { withoutTags } from './markup-residue.ts';
import { looksLikeWiki, wikiAsMarkdown } from './wiki-text.ts';

const parser = new MarkdownIt('default', { html: false, linkify: false, typographer: false });

const withLinks = new WeakMap<object, boolean>();

/** Takes a bracket for text where nothing can be a link: markdown-it looks at all that follows before it gives a bracket up. */
parser.inline.ruler.before('link', 'plain_bracket', (state, silent) => {
  if (state.src[state.pos] !== '[' || state.env.references !== undefined) return false;
  const mayLink = withLinks.get(state) ?? state.src.includes('](');
  withLinks.set(state, mayLink);
  if (mayLink) return false;
  if (!silent) state.pending += '[';
  state.pos += 1;
  return true;
});

const marks: Readonly<Record<string, Mark>> = { strong: 'bold', em: 'italic', s: 'struck' };

/** The blocks of a Markdown or MediaWiki text; quotations and code are left out, since nobody promises anything there. */
export function markdownBlocks(text: string): Block[] {
  const mixed = mixedText(text);
  if (mixed)
    return [...markdownBlocks(mixed.markdown), ...htmlBlocks(mixed.html)].toSorted(
      (one, other) => one.line - other.line,
    );
  const markdown = looksLikeWiki(text) ? wikiAsMarkdown(text) : withUsualSpaces(text);
  return blocksOf(parser.parse(markdown, {}));
}

/**
 * `##Heading` without the space that the standard asks for, and that older readers did not; and entries set so far from their number
 * that the standard takes them for code.
 */
function withUsualSpaces(text: string): string {
  const spaced =
    text.includes('\n##') || text.startsWith('##') ? text.replace(/^(#{2,6})(?=\p{L})/gmu, '$1 ') : text;
  return spaced.replace(/^( {0,3}(?:\d{1,2}[.)]|[-*+]))[ \u00a0]{5,40}(?=\p{L})/gmu, '$1 ');
}

function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const line = (token.map?.[0] ?? 0) + 1;
    const end = token.nesting === 1 ? closing(tokens, at) : at;
    const inner = tokens.slice(at + 1, end);
    if (token.type === 'heading_open')
      blocks.push({ kind: 'heading', line, level: Number(token.tag.slice(1)), inline: inlineOf(inner[0]) });
    else if (token.type === 'paragraph_open')
      blocks.push({ kind: 'paragraph', line, inline: inlineOf(inner[0]) });
    else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
      blocks.push({ kind: 'list', line, items: childrenOf(inner, 'list_item_open').map(listItem) });
    else if (token.type === 'table_open') {
      const [header, ...rows] = childrenOf(inner, 'tr_open').map(tableRow);
      blocks.push({ kind: 'table', line, header: header?.cells ?? [], rows });
    }
    at = end;
  }
  return blocks;
}

interface Element {
  readonly line: number;
  readonly inner: readonly Token[];
}

/** An entry that is quoted as a whole, as converters write indented ones, is what it quotes. */
function listItem({ line, inner }: Element): ListItem {
  const isQuoted = inner[0]?.type === 'blockquote_open' && closing(inner, 0) === inner.length - 1;
  return { line, blocks: blocksOf(isQuoted ? inner.slice(1, -1) : inner) };
}

function tableRow({ line, inner }: Element): TableRow {
  return { line, cells: inner.filter((token) => token.type === 'inline').map(inlineOf) };
}

/** Elements of one type, at whatever depth they begin, but not within each other. */
function childrenOf(tokens: readonly Token[], type: string): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.type !== type) continue;
    const end = closing(tokens, at);
    found.push({ line: (token.map?.[0] ?? 0) + 1, inner: tokens.slice(at + 1, end) });
    at = end;
  }
  return found;
}

function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function inlineOf(token: Token | undefined): Inline {
  const built = inlineBuilder();
  for (const child of token?.children ?? []) {
    const mark = marks[child.tag];
    if (child.type === 'text') built.add(withoutTags(child.content));
    else if (child.type === 'code_inline') built.add(`\`${child.content}\``);
    else if (child.type === 'softbreak' || child.type === 'hardbreak') built.add('\n');
    else if (child.type === 'link_open') built.openLink(String(child.attrGet('href') ?? ''));
    else if (child.type === 'link_close') built.closeLink();
    else if (mark && child.nesting === 1) built.open(mark);
    else if (mark && child.nesting === -1) built.close(mark);
  }
  return built.build();
}
