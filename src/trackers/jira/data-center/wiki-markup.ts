import MarkdownIt, { type Token } from 'markdown-it';
import { closingOf, inlineOf } from './wiki-inline.ts';

const markdown = new MarkdownIt('commonmark', { html: false }).enable(['strikethrough']);
/** Jira takes 32,767 characters, unless the administrator lowered it. */
const longest = 32_000;

/**
 * Markdown in Jira's wiki markup, the only form in which a Data Center takes a description or a comment. What is too long ends with
 * “…”, cut between two lines.
 */
export function wikiOf(text: string): string {
  const wiki = blocksOf(markdown.parse(text, {}), '').join('\n\n');
  if (wiki.length <= longest) return wiki;
  const kept = text.slice(0, Math.floor((text.length * longest * 0.95) / wiki.length));
  const end = kept.lastIndexOf('\n');
  return wikiOf(`${end > 0 ? kept.slice(0, end) : kept.toWellFormed()}\n\n…`);
}

/** The blocks, one each. `list` is the prefix of the list they stand in, such as `*#`. */
function blocksOf(tokens: readonly Token[], list: string): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = token.nesting === 1 ? closingOf(tokens, at) : at;
    const block = blockOf(token, tokens.slice(at + 1, end), list);
    if (block !== '') blocks.push(block);
    at = end;
  }
  return blocks;
}

function blockOf(token: Token, inner: readonly Token[], list: string): string {
  switch (token.type) {
    case 'paragraph_open':
      return words(inner);
    case 'heading_open':
      return list === '' ? `h${token.tag.slice(1)}. ${words(inner)}` : bold(words(inner));
    case 'bullet_list_open':
      return blocksOf(inner, `${list}*`).join('\n');
    case 'ordered_list_open':
      return blocksOf(inner, `${list}#`).join('\n');
    case 'list_item_open':
      return itemOf(inner, list);
    case 'blockquote_open':
      return list === '' ? quote(blocksOf(inner, '')) : blocksOf(inner, list).join(' \\\\ ');
    case 'fence':
    case 'code_block':
      return codeOf(token);
    case 'hr':
      return list === '' ? '----' : '';
    default:
      return '';
  }
}

/** An item is one line; lists in it and code stand on lines of their own. */
function itemOf(inner: readonly Token[], list: string): string {
  const lines: string[] = [];
  const own: string[] = [];
  for (const block of blocksOf(inner, list)) {
    const isOwnLine =
      block.startsWith(`${list}*`) || block.startsWith(`${list}#`) || block.startsWith('{code');
    (isOwnLine ? lines : own).push(block);
  }
  if (own.length === 0 && lines.length === 0) return '';
  return [`${list} ${own.join(' \\\\ ')}`.trimEnd(), ...lines].join('\n');
}

function quote(blocks: readonly string[]): string {
  // A quote within a quote would end the outer one.
  const text = blocks.join('\n\n').replaceAll('{quote}\n', '').replaceAll('\n{quote}', '');
  return text === '' ? '' : `{quote}\n${text}\n{quote}`;
}

function codeOf({ info, content }: Token): string {
  const text = content.replace(/\n$/, '');
  const [language = ''] = info.trim().split(/\s+/);
  const opening = /^[a-z]+$/i.test(language) ? `{code:${language.toLowerCase()}}` : '{code}';
  // Nothing escapes the end of a code block; a character without width keeps the words from being it.
  return `${opening}\n${text.replaceAll(/\{(code|noformat)/gi, '{\u200B$1')}\n{code}`;
}

function words(inner: readonly Token[]): string {
  return inner.map((token) => inlineOf(token.children ?? [])).join(' ');
}

function bold(text: string): string {
  return text === '' ? '' : `*${text}*`;
}
