/** A number on a page and the list that it leads to. */
export interface LinkedNumber {
  readonly text: string;
  readonly n: number;
  readonly address: string;
}

const links = /<a\b[^>]*?\shref="([^"]*)"[^>]*>([^]*?)<\/a\s*>/g;

/** The numbers of a page that are links to lists, each address once. */
export function linkedNumbers(page: string, list: RegExp): LinkedNumber[] {
  const found = [...mainOf(page).matchAll(links)].flatMap(([, href = '', inside = '']) => {
    const address = plain(href);
    const text = plain(inside);
    const [number] = /^[\d,]+/.exec(text) ?? [];
    return number !== undefined && list.test(address)
      ? [{ text, n: Number(number.replaceAll(',', '')), address }]
      : [];
  });
  return [...new Map(found.map((one) => [`${one.address} ${one.n}`, one])).values()];
}

/** The numbers that are no links, each with the words around it; what matches `excused` is left out first. */
export function bareNumbers(page: string, excused: readonly RegExp[]): string[] {
  const withoutLinks = mainOf(page).replaceAll(links, ' ');
  const rest = excused.reduce((text, pattern) => text.replaceAll(pattern, ' '), withoutLinks);
  return [...plain(rest).matchAll(/.{0,40}\d.{0,40}/g)].map(([words]) => words.trim());
}

function mainOf(page: string): string {
  return /<main[^]*<\/main>/.exec(page)?.[0] ?? '';
}

function plain(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
