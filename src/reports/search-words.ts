/** One thing looked for. All that are not excluded must be found, and none that is. */
export interface SearchTerm {
  /** In this order, next to each other; of a part only one, which is the part. */
  readonly words: readonly string[];
  /** Whether the last word may go on. */
  readonly isPrefix: boolean;
  readonly isExcluded: boolean;
  /** Looked for anywhere, inside of words too: what is written without spaces, and signs. */
  readonly isPart: boolean;
}

export interface SearchWords {
  readonly terms: readonly SearchTerm[];
  /** Whether there was more than is looked for. */
  readonly isCut: boolean;
}

const mostTerms = 16;
const mostWords = 40;
/** Postgres takes no word of 2 KB; nobody means the end of one of a hundred letters. */
const longestWord = 100;
const longest = 2000;

const word = /[\p{L}\p{N}\p{M}]+/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Signs that stand between words and are not meant. */
const joiningSigns = /^[-–—&|!:*()+,.;/\\'~^<>]*$/u;

/** What was typed as what to look for: words as beginnings of words, `"several words"` as they stand, `-word` not there. Any text is understood somehow. */
export function readSearchWords(typed: string): SearchWords {
  const text = typed
    .slice(0, longest)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\0\uFFFD]/gu, ' ')
    .replaceAll(/[“”„«»]/gu, '"');
  const all = [...text.matchAll(/(?<=^|\s)(-?)"([^"]*)(?:"|$)|(-?)([^\s"]+)|"([^"]*)(?:"|$)/gu)].flatMap(
    ([, phraseMinus, phrase, minus, bare, later]) => {
      const isQuoted = bare === undefined;
      return termOf(bare ?? phrase ?? later ?? '', isQuoted, (phraseMinus ?? minus) === '-');
    },
  );
  const terms: SearchTerm[] = [];
  let words = 0;
  for (const term of all) {
    words += term.words.length;
    if (terms.length === mostTerms || words > mostWords) break;
    terms.push(term);
  }
  return { terms, isCut: terms.length < all.length || typed.length > longest };
}

function termOf(given: string, isQuoted: boolean, isExcluded: boolean): SearchTerm[] {
  const text = given.trim().replaceAll(/\s+/g, ' ');
  if (text === '' || (!isQuoted && joiningSigns.test(text))) return [];
  const words = (text.match(word) ?? []).map((one) => one.toLowerCase());
  if (words.length === 0 || unspaced.test(text)) {
    return [{ words: [text], isPrefix: false, isExcluded, isPart: true }];
  }
  const cut = words.map((one) => one.slice(0, longestWord).replace(/[\uD800-\uDBFF]$/, ''));
  const isPrefix = !isQuoted || cut.at(-1) !== words.at(-1);
  return [{ words: cut, isPrefix, isExcluded, isPart: false }];
}
