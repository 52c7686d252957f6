import { decoded } from './html-tokens.ts';

const patterns = new Map<string, RegExp>();

/** The value of an attribute of a tag as it stands in the source (`<a href="…">`), not yet decoded; null when the tag has none. */
export function attribute(tag: string, name: string): string | null {
  if (tag.length < name.length + 4) return null;
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`[\\s"']${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))|(?=[\\s/>]))`, 'i');
    patterns.set(name, pattern);
  }
  const found = pattern.exec(tag);
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null;
}

/** Whether the tag's class attribute holds a word that the pattern matches whole. */
export function hasClass(tag: string, pattern: RegExp): boolean {
  return (attribute(tag, 'class') ?? '').split(/\s+/).some((word) => pattern.test(word));
}

/** The value of an attribute with its character references decoded; empty when the tag has none. */
export function decodedAttribute(tag: string, name: string): string {
  return decoded(attribute(tag, name) ?? '').trim();
}

/** The address of a link; Google Docs writes it as an address of Google's with the real one in it. */
export function hrefOf(tag: string): string {
  const href = decodedAttribute(tag, 'href');
  const wrapped = /^https?:\/\/(?:www\.)?google\.com\/url\?(?:[^#]{0,2000}&)?q=([^&#]{1,2000})/.exec(
    href,
  )?.[1];
  if (wrapped === undefined) return href;
  try {
    return decodeURIComponent(wrapped);
  } catch {
    return href;
  }
}
