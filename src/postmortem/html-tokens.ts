import MarkdownIt from 'markdown-it';

const { unescapeAll } = new MarkdownIt().utils;

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string; readonly line: number; readonly literal: boolean }
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly closes: boolean;
      /** `<br/>`, `<ri:user …/>`: opens nothing. */
      readonly empty: boolean;
      /** The tag as it stands in the source, for its attributes. */
      readonly source: string;
      readonly line: number;
    };

/** Elements whose content is text for a machine, to be left alone up to the closing tag. */
const opaque = new Set(['script', 'style', 'svg', 'noscript', 'template', 'textarea', 'math']);
const voids = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'source', 'wbr', 'area', 'base']);

/** Cuts HTML or XHTML into text and tags, in one pass; opaque elements are left out. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  let line = 1;
  const ends = new Map<string, number>();
  /** Where a mark is found next; remembers that it is found no more, so that a missing one is sought once. */
  const indexOf = (mark: string, from: number): number => {
    const known = ends.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = html.indexOf(mark, from);
    ends.set(mark, found);
    return found;
  };
  const pass = (to: number): string => {
    const text = html.slice(at, to);
    at = to;
    return text;
  };
  while (at < html.length) {
    const start = nextTag(html, at);
    const text = pass(start < 0 ? html.length : start);
    if (text !== '') yield { kind: 'text', text: decoded(text), line, literal: false };
    line += newlines(text);
    if (start < 0) return;
    if (html.startsWith('<![CDATA[', at)) {
      const end = indexOf(']]>', at);
      const literal = pass(end < 0 ? html.length : end + 3);
      yield { kind: 'text', text: literal.slice(9, end < 0 ? undefined : -3), line, literal: true };
      line += newlines(literal);
      continue;
    }
    const tag = pass(tagEnd(html, at, indexOf));
    const name = /^<\/?([a-z][a-z0-9:-]*)/i.exec(tag.slice(0, 80))?.[1]?.toLowerCase();
    const closes = tag.startsWith('</');
    const empty = !closes && (tag.endsWith('/>') || voids.has(name ?? ''));
    if (name && !closes && !empty && opaque.has(name)) {
      line += newlines(tag);
      const close = indexOf(`</${name}`, at);
      const upper = close < 0 ? indexOf(`</${name.toUpperCase()}`, at) : close;
      line += newlines(pass(upper < 0 ? html.length : upper));
      continue;
    }
    if (name) yield { kind: 'tag', name, closes, empty, source: tag, line };
    line += newlines(tag);
  }
}

/** A `<` that begins no tag is a mere character. */
function nextTag(html: string, from: number): number {
  for (let at = html.indexOf('<', from); at >= 0; at = html.indexOf('<', at + 1))
    if (/[a-z/!?]/i.test(html[at + 1] ?? '')) return at;
  return -1;
}

/** The end of a tag, past any `>` between quotation marks. */
function tagEnd(html: string, start: number, indexOf: (mark: string, from: number) => number): number {
  let at = start + 1;
  for (;;) {
    const end = indexOf('>', at);
    if (end < 0) return html.length;
    const quote = /=\s{0,5}(["'])/g;
    quote.lastIndex = 0;
    const within = html.slice(at, end);
    let open: number | null = null;
    for (let found = quote.exec(within); found; found = quote.exec(within)) {
      const mark = found[1] ?? '"';
      const close = within.indexOf(mark, quote.lastIndex);
      if (close < 0) {
        open = indexOf(mark, at + quote.lastIndex);
        break;
      }
      quote.lastIndex = close + 1;
    }
    if (open === null || open < 0 || !/^[\s/>]/.test(html.slice(open + 1, open + 2))) return end + 1;
    at = open + 1;
  }
}

/** How many line ends a text holds. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Text with its character references put into characters; a no-break space becomes a space. */
export function decoded(text: string): string {
  if (!text.includes('&') && !text.includes('\u00A0')) return text;
  return text
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi, (whole) => unescapeAll(whole))
    .replace(/[\u00A0\u200B]/g, (letter) => (letter === '\u00A0' ? ' ' : ''));
}
