import type { Token } from 'markdown-it';

export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly text?: string;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

const markNames: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', s: 'strike' };

/** The text of one block with its marks. Neighbours with the same marks are one text. */
export function inlineNodes(tokens: readonly Token[], outer: readonly AdfMark[] = []): AdfNode[] {
  const nodes: AdfNode[] = [];
  const marks: AdfMark[] = [...outer];
  for (const token of tokens) {
    const name = markNames[token.type.replace(/_(?:open|close)$/, '')];
    if (name !== undefined && token.nesting === 1) marks.push({ type: name });
    else if (name !== undefined) drop(marks, name);
    else if (token.type === 'link_open') {
      const href = String(token.attrGet('href') ?? '');
      if (isAddress(href)) marks.push({ type: 'link', attrs: { href } });
    } else if (token.type === 'link_close') drop(marks, 'link');
    else if (token.type === 'hardbreak') nodes.push({ type: 'hardBreak' });
    else add(nodes, token, marks);
  }
  return nodes;
}

function add(nodes: AdfNode[], token: Token, marks: readonly AdfMark[]): void {
  const text = token.type === 'softbreak' ? ' ' : token.content;
  if (text === '') return;
  const shown = token.type === 'code_inline' ? codeMarks(marks) : marks;
  const last = nodes.at(-1);
  if (last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(shown)) {
    nodes[nodes.length - 1] = { ...last, text: last.text + text };
    return;
  }
  nodes.push({ type: 'text', text, ...(shown.length === 0 ? {} : { marks: [...shown] }) });
}

/** Code may only be a link besides. */
function codeMarks(marks: readonly AdfMark[]): readonly AdfMark[] {
  return [...marks.filter((mark) => mark.type === 'link'), { type: 'code' }];
}

function drop(marks: AdfMark[], type: string): void {
  const place = marks.findLastIndex((mark) => mark.type === type);
  if (place >= 0) marks.splice(place, 1);
}

function isAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(href);
}
