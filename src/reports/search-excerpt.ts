import type { SearchTerm } from './search-words.ts';

/** A stretch of text; `isMatch` where it is what was looked for. */
export interface TextPiece {
  readonly text: string;
  readonly isMatch: boolean;
}

interface Match {
  readonly from: number;
  readonly to: number;
  readonly term: number;
}

const mostMatches = 500;
const letter = String.raw`[\p{L}\p{N}\p{M}]`;

/** The whole text in pieces, with what was looked for marked. */
export function markMatches(text: string, terms: readonly SearchTerm[]): readonly TextPiece[] {
  return cut(text, matchesIn(text, terms), 0, text.length);
}

/** How many of the terms the text has. */
export function countTerms(text: string, terms: readonly SearchTerm[]): number {
  return new Set(matchesIn(text, terms).map(({ term }) => term)).size;
}

/** About `width` characters of the text, there where most of the terms are, with `…` where something is left out. */
export function excerptOf(text: string, terms: readonly SearchTerm[], width = 240): readonly TextPiece[] {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  if (flat.length <= width) return markMatches(flat, terms);
  const matches = matchesIn(flat, terms);
  const from = startOfWord(flat, bestStart(matches, width));
  const to = endOfWord(flat, from + width);
  return [
    ...(from > 0 ? [{ text: '… ', isMatch: false }] : []),
    ...cut(flat, matches, from, to),
    ...(to < flat.length ? [{ text: ' …', isMatch: false }] : []),
  ];
}

/** Where the stretch begins that holds the most different terms; a quarter of it stands before the first of them. */
function bestStart(matches: readonly Match[], width: number): number {
  let best = { from: 0, terms: 0 };
  for (const { from } of matches) {
    const within = matches.filter((other) => other.from >= from && other.to <= from + width * 0.75);
    const terms = new Set(within.map(({ term }) => term)).size;
    if (terms > best.terms) best = { from, terms };
  }
  return Math.max(0, best.from - Math.round(width / 4));
}

function startOfWord(text: string, near: number): number {
  if (near <= 0) return 0;
  const space = text.indexOf(' ', near);
  return space === -1 || space > near + 30 ? wholeCharacter(text, near) : space + 1;
}

function endOfWord(text: string, near: number): number {
  if (near >= text.length) return text.length;
  const space = text.lastIndexOf(' ', near);
  return space < near - 30 ? wholeCharacter(text, near) : space;
}

/** Not between the halves of a character. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}

function cut(text: string, matches: readonly Match[], from: number, to: number): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = from;
  for (const match of matches.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const begin = Math.max(match.from, at);
    const end = Math.min(match.to, to);
    if (begin >= end) continue;
    if (begin > at) pieces.push({ text: text.slice(at, begin), isMatch: false });
    pieces.push({ text: text.slice(begin, end), isMatch: true });
    at = end;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), isMatch: false });
  return pieces;
}

function matchesIn(text: string, terms: readonly SearchTerm[]): Match[] {
  return terms.flatMap((term, index) => {
    if (term.isExcluded) return [];
    const found: Match[] = [];
    for (const { index: from, 0: matched } of text.matchAll(patternOf(term))) {
      if (found.push({ from, to: from + matched.length, term: index }) === mostMatches) break;
    }
    return found;
  });
}

function patternOf({ words, isPart, isPrefix }: SearchTerm): RegExp {
  if (isPart) return new RegExp(words.map(escaped).join(''), 'giu');
  const between = String.raw`[^\p{L}\p{N}\p{M}]+`;
  const end = isPrefix ? `${letter}*` : `(?!${letter})`;
  return new RegExp(`(?<!${letter})${words.join(between)}${end}`, 'giu');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, (sign) => (sign === '-' ? String.raw`\x2d` : `\\${sign}`));
}
