import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTerms, excerptOf, markMatches, type TextPiece } from '../../src/reports/search-excerpt.ts';
import { readSearchWords } from '../../src/reports/search-words.ts';

const termsOf = (typed: string) => readSearchWords(typed).terms;
const shown = (pieces: readonly TextPiece[]) =>
  pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

describe('what was looked for is marked where it stands', () => {
  it.each([
    ['card', 'A card and Cards, no discard', 'A [card] and [Cards], no discard'],
    ['"card network"', 'the card  network of cards', 'the [card  network] of cards'],
    ['"card"', 'card, cards', '[card], cards'],
    ['INC-231', 'See INC-231 and inc 2310', 'See [INC-231] and [inc 2310]'],
    ['card -network', 'card network', '[card] network'],
    ['障害', '決済障害が発生', '決済[障害]が発生'],
    ['100%', 'at 100% of (it)', 'at [100]% of (it)'],
    ['% "(it)"', 'at 100% of (it)', 'at 100[%] of ([it])'],
    ['größe', 'GRÖSSE Größenwahl', 'GRÖSSE [Größenwahl]'],
    ['card cards', 'cards', '[cards]'],
  ])('%s', (typed, text, expected) => {
    expect(shown(markMatches(text, termsOf(typed)))).toBe(expected);
  });

  it('the excerpt is taken where most of it stands', () => {
    const text = `Card ${'and so on '.repeat(80)}the card network was down ${'for long '.repeat(80)}`;

    const excerpt = shown(excerptOf(text, termsOf('network card'), 100));

    expect(excerpt).toContain('the [card] [network] was down');
    expect(excerpt).toMatch(/^… .* …$/);
    expect(excerpt.length).toBeLessThan(140);
  });

  it('counts each term once', () => {
    expect(countTerms('card card network', termsOf('card net missing'))).toBe(2);
  });

  it('never says what the text does not', () => {
    assert(
      property(
        string({ unit: 'grapheme', maxLength: 600 }),
        string({ unit: 'grapheme', maxLength: 30 }),
        (text, typed) => {
          expect(
            markMatches(text, termsOf(typed))
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text);
          const told = excerptOf(text, termsOf(typed), 40)
            .map((piece) => piece.text)
            .filter(
              (piece, at, all) =>
                !((at === 0 && piece === '… ') || (at === all.length - 1 && piece === ' …')),
            )
            .join('');
          expect(text.replaceAll(/\s+/g, ' ')).toContain(told);
        },
      ),
    );
  });
});
