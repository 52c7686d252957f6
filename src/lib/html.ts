const markup = Symbol('markup');
const address = Symbol('address');

/** Markup that is already safe. Only `html` makes it, so text from outside can never pass for it. */
export interface Html {
  readonly [markup]: string;
}

/** An address that may stand in `href`, `src` or `action`. Only `href` and `path` make it. */
export interface Address {
  readonly [address]: string;
}

/**
 * What a template may contain. Nothing is printed for null, undefined, false and the empty list. Objects, dates, promises,
 * functions and `true` are type errors: whoever shows them must say how.
 */
export type Renderable = string | number | Html | Address | null | undefined | false | readonly Renderable[];

/**
 * A piece of HTML. Every value is escaped for text and for quoted attributes.
 * Throws when a value stands in an unquoted attribute, or when an attribute that is followed by the browser holds anything but an Address.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Renderable[]): Html {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) {
    refuseUnsafePlace(parts[index] ?? '', value);
    text += render(value) + (parts[index + 1] ?? '');
  }
  return { [markup]: text };
}

/** The markup as text, to be sent. */
export function htmlText(piece: Html): string {
  return piece[markup];
}

/** The text with the five characters that mean something to HTML replaced. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An address from outside, or null when it is neither http(s) nor relative: then show its text without a link. */
export function href(text: string): Address | null {
  const parsed = URL.parse(text, 'https://relative.invalid');
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  return { [address]: text };
}

/** An address of our own, each value encoded as one segment: path`/postmortems/${id}`. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): Address {
  return {
    [address]: parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1] ?? '') + part),
  };
}

/** The address with a query; keys without a value are left out. */
export function withQuery(
  base: Address,
  query: Readonly<Record<string, string | null | undefined>>,
): Address {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (entries.length === 0) return base;
  return { [address]: `${base[address]}?${new URLSearchParams(entries).toString()}` };
}

/** The address with the place on the page that it points to. */
export function withAnchor(base: Address, anchor: string): Address {
  return { [address]: `${base[address]}#${encodeURIComponent(anchor)}` };
}

/** The address as text: below `site` (no trailing slash) when given, for e-mails and trackers. */
export function addressText(place: Address, site = ''): string {
  return site + place[address];
}

function render(value: Renderable): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (markup in value) return value[markup];
  if (address in value) return escapeHtml(value[address]);
  return value.map(render).join('');
}

function refuseUnsafePlace(before: string, value: Renderable): void {
  if (/=\s*$/.test(before) && /<[^>]*$/.test(before)) {
    throw new TypeError(`Quote the attribute: ${before.slice(-40)}`);
  }
  const followed = /\s(?:href|src|action|formaction)\s*=\s*["']$/i.test(before);
  if (followed && !(typeof value === 'object' && value !== null && address in value)) {
    throw new TypeError(`Only href() or path may fill it: ${before.slice(-40)}`);
  }
}
