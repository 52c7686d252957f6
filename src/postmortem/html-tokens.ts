export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly closes: boolean;
      readonly href: string;
      readonly line: number;
    };

/** Elements whose content is no part of the document's text. */
const skipped = new Set([
  'script',
  'style',
  'head',
  'nav',
  'footer',
  'aside',
  'svg',
  'noscript',
  'template',
  'pre',
  'blockquote',
]);
/** Mark-up that does not break a run of text. */
const transparent = new Set([
  'span',
  'u',
  'sup',
  'sub',
  'small',
  'kbd',
  'font',
  'img',
  'time',
  'abbr',
  'mark',
  'tt',
]);

/** Cuts HTML into text and tags, in one pass. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  let line = 1;
  const pass = (to: number): string => {
    const text = html.slice(at, to);
    at = to;
    return text;
  };
  while (at < html.length) {
    const start = html.indexOf('<', at);
    const text = pass(start < 0 ? html.length : start);
    if (text !== '') yield { kind: 'text', text: decoded(text), line };
    line += newlines(text);
    if (start < 0) return;
    const end = html.indexOf('>', start);
    const tag = pass(end < 0 ? html.length : end + 1);
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase();
    const closes = tag.startsWith('</');
    if (name && !closes && !tag.endsWith('/>') && (skipped.has(name) || isPermalink(name, tag))) {
      line += newlines(tag);
      const close = indexOfTag(html, `</${name}`, at);
      line += newlines(pass(close < 0 ? html.length : close));
      continue;
    }
    if (name && !transparent.has(name)) {
      const href = name === 'a' ? (/\shref\s?=\s?["']?([^"'\s>]*)/i.exec(tag)?.[1] ?? '') : '';
      yield { kind: 'tag', name, closes, href: decoded(href), line };
    }
    line += newlines(tag);
  }
}

/** The `#` or `¶` that documentation generators put behind a heading. */
function isPermalink(name: string, tag: string): boolean {
  return (
    name === 'a' && /\bclass=["']?[^"'>]{0,100}(?:headerlink|header-anchor|anchorjs|permalink)/i.test(tag)
  );
}

function indexOfTag(html: string, tag: string, from: number): number {
  const lower = html.indexOf(tag, from);
  return lower < 0 ? html.indexOf(tag.toUpperCase(), from) : lower;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
