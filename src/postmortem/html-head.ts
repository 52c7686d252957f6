import { attribute } from './html-attributes.ts';
import { decoded } from './html-tokens.ts';
import { trimBoth } from './trim-marks.ts';

/** What the head of an HTML page tells beside its text. */
export interface HtmlHead {
  readonly title: string | null;
  /** When the page says it was published, as written there. */
  readonly published: string | null;
  readonly author: string | null;
  /** Classes that stand for bold or struck-out words in the page's own styles, as exports of word processors use them. */
  readonly bold: ReadonlySet<string>;
  readonly struck: ReadonlySet<string>;
}

/** Heads are searched this far; what lies beyond is text. */
const reach = 200_000;

/** Reads title, publication and styles of a page. */
export function htmlHead(html: string): HtmlHead {
  const start = html.slice(0, reach);
  const meta = new Map<string, string>();
  for (const [tag] of start.matchAll(/<(?:meta|time)\s[^<>]{1,2000}>/gi)) {
    const name = attribute(tag, 'property') ?? attribute(tag, 'name') ?? attribute(tag, 'itemprop');
    const content = attribute(tag, 'content') ?? attribute(tag, 'datetime');
    if (name && content && !meta.has(name.toLowerCase()))
      meta.set(name.toLowerCase(), decoded(content).trim());
  }
  const find = (...names: string[]): string | null =>
    names.flatMap((name) => meta.get(name) ?? []).find((value) => value !== '') ?? null;
  const title = /<title[^<>]{0,200}>([^<]{1,500})/i.exec(start)?.[1];
  const [bold, struck] = [new Set<string>(), new Set<string>()];
  for (const [, style = ''] of start.matchAll(/<style[^<>]{0,200}>([^<]{1,100000})/gi))
    for (const [, name = '', rules = ''] of style.matchAll(/\.([\w-]{1,60})\s?\{([^{}]{1,1000})\}/g)) {
      if (isBold(rules)) bold.add(name);
      if (isStruck(rules)) struck.add(name);
    }
  const own = find('og:title', 'twitter:title') ?? (title === undefined ? null : decoded(title));
  return {
    title: own === null ? null : withoutSite(own),
    published: find(
      'article:published_time',
      'datepublished',
      'date',
      'dc.date',
      'dcterms.date',
      'publish_date',
      'publication_date',
    ),
    author: find('author', 'article:author', 'dc.creator'),
    bold,
    struck,
  };
}

export function isBold(style: string): boolean {
  return /font-weight\s?:\s?(?:bold|[6-9]00)/i.test(style);
}

export function isStruck(style: string): boolean {
  return /text-decoration[a-z-]{0,10}\s?:[^;]{0,30}line-through/i.test(style);
}

/** "Queue stuck – Acme Wiki" is called "Queue stuck". */
function withoutSite(title: string): string {
  const words = title.replace(/\s+/g, ' ').trim();
  const cut = Math.max(...[' | ', ' · ', ' — ', ' – ', ' - '].map((mark) => words.lastIndexOf(mark)));
  const site = words.slice(cut + 3);
  return trimBoth(
    cut >= 12 && site.split(' ').length <= 5 && !/\d/.test(site) ? words.slice(0, cut) : words,
    ' ',
  );
}
