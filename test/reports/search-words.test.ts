import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSearchWords, type SearchTerm } from '../../src/reports/search-words.ts';
import { anyText } from '../support/any-text.ts';

/** A term as one would say it: `card*`, `"card network"`, `not x*`, `~決済`. */
function said({ words, isPrefix, isExcluded, isPart }: SearchTerm): string {
  const text = words.length > 1 ? `"${words.join(' ')}"` : words.join('');
  return `${isExcluded ? 'not ' : ''}${isPart ? '~' : ''}${text}${isPrefix ? '*' : ''}`;
}

describe('what is typed is understood as words', () => {
  it.each([
    ['words are beginnings', 'card Refused', ['card*', 'refused*']],
    ['an id is its parts, next to each other', 'INC-231', ['"inc 231"*']],
    ['a path too', 'docs/outage.md', ['"docs outage md"*']],
    ['quotes hold words together, whole', '"card network" down', ['"card network"', 'down*']],
    ['typographic quotes too', '“card network”', ['"card network"']],
    ['a quote that nobody closes goes on to the end', 'a "card net', ['a*', '"card net"']],
    ['a minus in front leaves out', 'card -network', ['card*', 'not network*']],
    ['a phrase too', 'card -"network down"', ['card*', 'not "network down"']],
    ['a minus within does not', 'config-push', ['"config push"*']],
    ['signs between words mean nothing', 'a & b | !c - (d)', ['a*', 'b*', 'c*', 'd*']],
    ['letters of every script', 'Größe Ошибка', ['größe*', 'ошибка*']],
    ['what is written without spaces is looked for within words', '決済障害', ['~決済障害']],
    ['signs with a meaning are looked for as they are', '% 🔥', ['~%', '~🔥']],
    ['only quotes are nothing', '"" " "', []],
    ['only spaces are nothing', ' \t\n', []],
    ['a NUL parts words', 'a\0b', ['a*', 'b*']],
  ])('%s', (_, typed, expected) => {
    expect(readSearchWords(typed)).toEqual({ terms: expect.anything(), isCut: false });
    expect(readSearchWords(typed).terms.map(said)).toEqual(expected);
  });

  it('leaves off what is too much, and says so', () => {
    const { terms, isCut } = readSearchWords('word '.repeat(2000));

    expect(isCut).toBe(true);
    expect(terms).toHaveLength(16);
  });

  it('looks only for the beginning of a word of ten thousand letters', () => {
    const { terms, isCut } = readSearchWords(`"${'x'.repeat(10_000)}"`);

    expect(isCut).toBe(true);
    expect(terms).toMatchObject([{ words: ['x'.repeat(100)], isPrefix: true }]);
  });

  it('makes of anything only words of letters and numbers, or parts', () => {
    assert(
      property(anyText(200), (typed) => {
        for (const { words, isPart } of readSearchWords(typed).terms) {
          expect(words.length).toBeGreaterThan(0);
          expect(isPart || /^[\p{L}\p{N}\p{M}]+$/u.test(words.join(''))).toBe(true);
          expect(words.join('')).not.toContain('\0');
        }
      }),
    );
  });
});
