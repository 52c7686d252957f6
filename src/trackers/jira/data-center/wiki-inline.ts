import type { Token } from 'markdown-it';
import { codeText, isInWord, linkTarget, plainText } from './wiki-text.ts';

const marks: Readonly<Record<string, string>> = { strong_open: '*', em_open: '_', s_open: '-' };

/** The text of one block in wiki markup, on one line. */
export function inlineOf(tokens: readonly Token[], isStart = true): string {
  let text = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = token.nesting === 1 ? closingOf(tokens, at) : at;
    const inner = tokens.slice(at + 1, end);
    const isFirst = isStart && text === '';
    const mark = marks[token.type];
    if (mark !== undefined) text += marked(mark, inlineOf(inner, false), text, tokens[end + 1]);
    else if (token.type === 'link_open') text += linked(inner, String(token.attrGet('href') ?? ''));
    else if (token.type === 'image') text += linked(token.children ?? [], String(token.attrGet('src') ?? ''));
    else if (token.type === 'hardbreak') text += ' \\\\ ';
    else if (token.type === 'softbreak') text += ' ';
    else if (token.type === 'code_inline') text += codeText(token.content);
    else text += plainText(token.content, isFirst);
    at = end;
  }
  return text;
}

/** Beside a letter a mark is only one in braces. */
function marked(mark: string, inner: string, before: string, next: Token | undefined): string {
  if (inner.trim() === '') return inner;
  const isTight = isInWord(before.at(-1)) || isInWord(next?.content[0]);
  const shown = isTight ? `{${mark}}` : mark;
  return `${shown}${inner.trim()}${shown}`;
}

function linked(words: readonly Token[], address: string): string {
  const text = inlineOf(words, false).trim();
  if (!/^(?:https?:\/\/|mailto:)\S+$/i.test(address)) return text;
  const target = linkTarget(address);
  return text === '' || text === target ? `[${target}]` : `[${text}|${target}]`;
}

/** Where what opens at that place is closed. */
export function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}
