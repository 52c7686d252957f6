/** Linear documents no lengths; these are below what it is known to take. In UTF-16 units. */
const mostLine = 255;
export const mostText = 100_000;

const cutNote = '\n\n(The text was too long for Linear and is cut here.)';

/** One line Linear takes: no line breaks, control characters or half characters, and no longer than 255. */
export function validLine(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > mostLine ? `${cut(line, mostLine - 1).trimEnd()}…` : line;
}

/** A title Linear takes; it takes no empty one. */
export function validTitle(text: string): string {
  return validLine(text) || '(untitled)';
}

/** Markdown Linear takes: no control or half characters, and no longer than 100,000, which it says at its end. */
export function validText(text: string): string {
  const valid = text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');
  return valid.length > mostText ? cut(valid, mostText - cutNote.length) + cutNote : valid;
}

/** The beginning, never ending in half of a character. */
function cut(text: string, most: number): string {
  const last = text.charCodeAt(most - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? most - 1 : most);
}
