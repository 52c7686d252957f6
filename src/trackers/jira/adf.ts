import MarkdownIt, { type Token } from 'markdown-it';
import { type AdfMark, type AdfNode, inlineNodes } from './adf-inline.ts';
import { cleanText, cut } from './issue-words.ts';

/** An Atlassian document, the only form in which Jira Cloud takes a description or a comment. */
export interface AdfDocument {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

const markdown = new MarkdownIt('commonmark', { html: false }).enable(['strikethrough', 'linkify']);

/** Where a block stands decides what Jira allows in it: list items and quotes hold no headings, quotes or rules. */
type Place = 'top' | 'inside';

/** Jira keeps 32,767 characters. Whether it counts the words or the document is not said; the document is the longer one. */
const mostCharacters = 32_767;

/** Markdown in Atlassian's document format, shortened to what Jira keeps. Never holds an empty text, which Jira refuses. */
export function adfOf(text: string): AdfDocument {
  let words = cleanText(text);
  let document = documentOf(words);
  for (let size = sizeOf(document); size > mostCharacters; size = sizeOf(document)) {
    words = cut(words, Math.floor((words.length * mostCharacters) / size) - 1);
    document = documentOf(`${words}…`);
  }
  return document;
}

function documentOf(text: string): AdfDocument {
  const content = blocks(markdown.parse(text, {}), 'top');
  return { type: 'doc', version: 1, content: content.length === 0 ? [{ type: 'paragraph' }] : content };
}

function sizeOf(document: AdfDocument): number {
  return JSON.stringify(document).length;
}

function blocks(tokens: readonly Token[], place: Place): AdfNode[] {
  const nodes: AdfNode[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = token.nesting === 1 ? closing(tokens, at) : at;
    nodes.push(...block(token, tokens.slice(at + 1, end), place));
    at = end;
  }
  return nodes;
}

function block(token: Token, inner: readonly Token[], place: Place): AdfNode[] {
  switch (token.type) {
    case 'paragraph_open':
      return paragraph(inner);
    case 'heading_open':
      return place === 'top'
        ? withContent('heading', inlineOf(inner), { level: Number(token.tag.slice(1)) })
        : paragraph(inner, [{ type: 'strong' }]);
    case 'bullet_list_open':
      return withContent('bulletList', blocks(inner, 'inside'));
    case 'ordered_list_open':
      return withContent('orderedList', blocks(inner, 'inside'), {
        order: Number(token.attrGet('start') ?? 1),
      });
    case 'list_item_open':
      return [{ type: 'listItem', content: itemContent(blocks(inner, 'inside')) }];
    case 'blockquote_open':
      return place === 'top' ? withContent('blockquote', blocks(inner, 'inside')) : blocks(inner, 'inside');
    case 'fence':
    case 'code_block':
      return [codeBlock(token)];
    case 'hr':
      return place === 'top' ? [{ type: 'rule' }] : [];
    case 'inline':
      return withContent('paragraph', inlineOf([token]));
    default:
      return [];
  }
}

function paragraph(inner: readonly Token[], marks: readonly AdfMark[] = []): AdfNode[] {
  return withContent('paragraph', inlineOf(inner, marks));
}

function inlineOf(tokens: readonly Token[], marks: readonly AdfMark[] = []): AdfNode[] {
  return tokens.flatMap((token) => inlineNodes(token.children ?? [], marks));
}

function withContent(type: string, content: AdfNode[], attrs?: Readonly<Record<string, unknown>>): AdfNode[] {
  if (content.length === 0) return [];
  return [attrs === undefined ? { type, content } : { type, attrs, content }];
}

/** A list item has to begin with a paragraph or code. */
function itemContent(content: AdfNode[]): AdfNode[] {
  const [first] = content;
  const isFine = first?.type === 'paragraph' || first?.type === 'codeBlock';
  return isFine ? content : [{ type: 'paragraph' }, ...content];
}

function codeBlock(token: Token): AdfNode {
  const text = token.content.replace(/\n$/, '');
  const [language = ''] = token.info.trim().split(/\s+/);
  return {
    type: 'codeBlock',
    ...(language === '' ? {} : { attrs: { language } }),
    ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
  };
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}
