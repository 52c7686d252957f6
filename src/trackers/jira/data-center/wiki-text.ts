/** An address as it stands in text: Jira links it by itself, and escapes would break it. */
const addressPattern = /https?:\/\/[^\s<>[\]{}|\\^~"]*[^\s<>[\]{}|\\^~".,;:!?)'*_+-]/g;
const wordPattern = /[\p{L}\p{N}]/u;
const iconPattern = /^\((?:[xyni!?*+/-]|on|off|\*[rgby]|flag|flagoff)\)/i;
const smileyPattern = /^(?::-?[)(PD|]|;-?\))/;
const entityPattern = /^&(?:#\d+|#x[\da-f]+|\w+);/i;

/**
 * Words as Jira shows them letter by letter: whatever would be markup is escaped, and nothing else, so that the text stays readable
 * for whoever edits it. `isStart`: the words begin a line, where more is markup.
 * Source: Jira's own “Text Formatting Notation Help”.
 */
export function plainText(words: string, isStart: boolean): string {
  let text = '';
  let done = 0;
  for (const match of words.matchAll(addressPattern)) {
    text += escaped(words, done, match.index, isStart) + match[0];
    done = match.index + match[0].length;
  }
  return text + escaped(words, done, words.length, isStart);
}

/** Words in monospace. Braces are written as entities, because the closing ones would end it early. */
export function codeText(words: string): string {
  const text = escaped(words, 0, words.length, true).replaceAll('\\{', '&#123;').replaceAll('\\}', '&#125;');
  return `{{${text}}}`;
}

/** The target of a link, without the characters that end it. */
export function linkTarget(address: string): string {
  return address.replaceAll(/[[\]{}|\\^\s]/g, (each) => encodeURIComponent(each));
}

/** Whether the character belongs to a word, beside which a mark is not one. */
export function isInWord(character: string | undefined): boolean {
  return character !== undefined && wordPattern.test(character);
}

function escaped(words: string, from: number, to: number, isStart: boolean): string {
  let text = '';
  for (let at = from; at < to; at += 1) {
    const character = words.charAt(at);
    const start = isStart && words.slice(0, at).trim() === '';
    text += escapedCharacter(character, words.slice(at, at + 12), words[at - 1], start);
  }
  // `h1.` and `bq.` open a heading and a quote.
  return isStart && from === 0 ? text.replace(/^(\s*(?:h[1-6]|bq))\./, '$1&#46;') : text;
}

function escapedCharacter(
  character: string,
  ahead: string,
  previous: string | undefined,
  isStart: boolean,
): string {
  const next = ahead[1];
  switch (character) {
    case '\\':
      // Two of them are a line break, and one before punctuation escapes that: only an entity is always itself.
      return '&#92;';
    case '&':
      return entityPattern.test(ahead) ? '&amp;' : '&';
    case '{':
    case '}':
    case '[':
    case ']':
    case '|':
    case '^':
    case '~':
      return `\\${character}`;
    case '*':
    case '_':
    case '+':
    case '-':
      return isMark(previous, next, isStart) ? `\\${character}` : character;
    case '!':
      return next === undefined || /\s/.test(next) ? character : '\\!';
    case '?':
      return next === '?' || previous === '?' ? '\\?' : character;
    case '#':
      return isStart || previous === '#' ? '\\#' : character;
    case '(':
      return iconPattern.test(ahead) ? '\\(' : character;
    case ':':
    case ';':
      return smileyPattern.test(ahead) ? `\\${character}` : character;
    default:
      return character;
  }
}

/** Within a word, and between two spaces, these are only themselves. */
function isMark(previous: string | undefined, next: string | undefined, isStart: boolean): boolean {
  if (isStart) return true;
  if (isInWord(previous) && isInWord(next)) return false;
  return !(previous !== undefined && isSpace(previous) && isSpace(next));
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
