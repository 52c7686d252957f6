/** HTML that people put into Markdown; an unknown `<word>` is kept, for it is most often a placeholder or prose. */
const knownTag =
  /<\/?(?:a|b|i|u|s|p|em|strong|code|kbd|pre|sub|sup|del|ins|small|mark|font|center|div|span|img|details|summary|ul|ol|li|h[1-6]|hr)(?:\s[^<>]*|\/)?>/gi;

/** The text without the HTML tags of its mark-up. */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(/<br\s?\/?>/gi, '\n').replace(knownTag, '');
}

const residues = [
  ['<!--', '-->'],
  ['<%', '%>'],
  ['{%', '%}'],
] as const;

/** Blanks comments and template tags (ERB, Liquid), keeping every line where it was. */
export function withoutComments(text: string): string {
  return residues.reduce((rest, [open, close]) => blankBetween(rest, open, close), text);
}

function blankBetween(text: string, open: string, close: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) break;
    kept.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]+/g, ''));
    at = end + close.length;
  }
  return at === 0 ? text : kept.join('') + text.slice(at);
}
