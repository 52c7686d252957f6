import { attribute, hasClass } from './html-attributes.ts';
import { htmlTokens, type HtmlToken } from './html-tokens.ts';

type Tag = Extract<HtmlToken, { kind: 'tag' }>;

/** Elements that hold no part of the document's own text. */
const apart = new Set(['head', 'nav', 'footer', 'aside', 'pre', 'blockquote', 'button', 'select', 'dialog']);
const apartRoles = /^(?:navigation|search|banner|contentinfo|complementary|menu|menubar|toolbar|dialog)$/;
const apartClasses =
  /^(?!(?:has|with|no|without|hide|show)-)(?:[\w-]*-)?(?:sidebar|navbar|nav|breadcrumbs?|toc|toctree|toctree-wrapper|table-of-contents|toc-macro|prev-next|pagination|pager|cookies?|related|share|comments?|headerlink|header-anchor|anchorjs-link|permalink|skip-link|visually-hidden|sr-only|page-metadata)$/i;

/** The tokens of the document proper: the page's main part where it has one, without navigation, code, quotations and remarks. */
export function contentTokens(html: string): HtmlToken[] {
  const tokens = [...htmlTokens(html)];
  return mainPart(withoutApart(tokens));
}

/** For each opening tag the place of its closing one; -1 where it has none. */
function closings(tokens: readonly HtmlToken[]): number[] {
  const ends = tokens.map(() => -1);
  const open = new Map<string, number[]>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'tag' || token.empty) continue;
    const waiting = open.get(token.name) ?? [];
    open.set(token.name, waiting);
    const start = token.closes ? waiting.pop() : undefined;
    if (start !== undefined) ends[start] = at;
    else if (!token.closes) waiting.push(at);
  }
  return ends;
}

function withoutApart(tokens: readonly HtmlToken[]): HtmlToken[] {
  const ends = closings(tokens);
  const titles = sums(tokens, (token) => Number(token.kind === 'tag' && token.name === 'h1'));
  const letters = sums(tokens, letterCount);
  const kept: HtmlToken[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const end = ends[at] ?? -1;
    if (token?.kind === 'tag' && end > at) {
      const isChrome = titles(at, end) === 0 && letters(at, end) * 2 < letters(0, tokens.length);
      if (isApart(token) || isRemark(token, tokens, at) || (isChrome && looksApart(token))) {
        at = end;
        continue;
      }
    }
    if (token) kept.push(token);
  }
  return kept;
}

function isApart({ name, source }: Tag): boolean {
  if (apart.has(name)) return true;
  return (
    name === 'a' &&
    (hasClass(source, apartClasses) || /#(?:cmnt|_?ftnt)/.test(attribute(source, 'href') ?? ''))
  );
}

function looksApart({ name, source }: Tag): boolean {
  if (!/^(?:div|section|ul|ol|p|span|header)$/.test(name) || !/\s(?:role|class)\b/i.test(source))
    return false;
  return apartRoles.test(attribute(source, 'role') ?? '') || hasClass(source, apartClasses);
}

/** A remark at the end of a word processor's export begins with the way back to its place in the text. */
function isRemark({ name }: Tag, tokens: readonly HtmlToken[], at: number): boolean {
  if (name !== 'p' && name !== 'div') return false;
  const next = tokens.slice(at + 1, at + 4).find((token) => token.kind === 'tag' && token.name !== 'p');
  return next?.kind === 'tag' && next.name === 'a' && /#(?:cmnt_ref|ftnt_ref)/.test(next.source);
}

/** Sums over stretches of tokens, each in one step. */
function sums(
  tokens: readonly HtmlToken[],
  valueOf: (token: HtmlToken) => number,
): (from: number, to: number) => number {
  const before = [0];
  for (const token of tokens) before.push((before.at(-1) ?? 0) + valueOf(token));
  return (from, to) => (before[to] ?? 0) - (before[from] ?? 0);
}

function letterCount(token: HtmlToken): number {
  return token.kind === 'text' ? token.text.trim().length : 0;
}

const mainMarks: readonly ((tag: Tag) => boolean)[] = [
  ({ source }) => attribute(source, 'role') === 'main',
  ({ name }) => name === 'main',
  ({ source }) =>
    /^(?:main-content|wiki-content|readme|wiki-body|jira-description)$/.test(attribute(source, 'id') ?? ''),
  ({ source }) => hasClass(source, /^(?:markdown-body|wiki-content|post-content|entry-content)$/),
  ({ name }) => name === 'article',
  ({ source }) => attribute(source, 'id') === 'content',
];

/** The tokens within the first element that is plainly the page's main part; all of them where none is. */
function mainPart(tokens: readonly HtmlToken[]): HtmlToken[] {
  const ends = closings(tokens);
  const letters = sums(tokens, letterCount);
  for (const marks of mainMarks) {
    const start = tokens.findIndex((token) => token.kind === 'tag' && !token.closes && marks(token));
    const end = ends[start] ?? -1;
    if (start < 0 || end < 0) continue;
    const length = letters(start, end);
    if (length < 200 && length * 2 < letters(0, tokens.length)) continue;
    const part = tokens.slice(start, end + 1);
    const hasTitle = part.some((token) => token.kind === 'tag' && token.name === 'h1');
    return hasTitle ? part : [...lastTitle(tokens.slice(0, start)), ...part];
  }
  return [...tokens];
}

/** The title of a page may stand before its main part. */
function lastTitle(tokens: readonly HtmlToken[]): HtmlToken[] {
  const end = tokens.findLastIndex((token) => isTitle(token) && token.kind === 'tag' && token.closes);
  const start = tokens.findLastIndex((token, at) => at < end && isTitle(token));
  return start < 0 || end < 0 ? [] : tokens.slice(start, end + 1);
}

function isTitle(token: HtmlToken): boolean {
  return token.kind === 'tag' && token.name === 'h1';
}
