import { assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../support/any-text.ts';
import { everyPage, views } from '../support/every-page.ts';
import { frame } from '../support/sample-reports.ts';
import { spoilt } from '../support/spoilt.ts';

const names = Object.keys(views).filter((name): name is keyof typeof views => name in views);
const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</title><b>',
];

/** The tags of a page with their attribute names, without any text or value. */
function skeleton(page: string): string[] {
  return [...page.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag, attributes]) =>
      `${tag} ${(attributes ?? '')
        .replaceAll(/="[^"]*"/g, '')
        .trim()
        .split(/\s+/)
        .join(' ')}`,
  );
}

/** Every page with a word before all that is said, whether the word is in it as it came, and its tags. */
function tagsOf(word: string, noise = '') {
  const pages = everyPage(spoilt(frame, word + noise), spoilt(views, word + noise));
  return names.map((name) => ({ name, holds: pages[name].includes(word), tags: skeleton(pages[name]) }));
}

describe('whatever a document or a tracker says', () => {
  it('every page holds the same tags and attributes as with harmless words', () => {
    const harmless = tagsOf('word ').map(({ name, tags }) => ({ name, holds: false, tags }));

    assert(
      property(tuple(constantFrom(...attacks), anyText(12)), ([attack, noise]) => {
        expect(tagsOf(attack, noise)).toEqual(harmless);
      }),
      { numRuns: 40 },
    );
  });

  it('no link of a page runs a script', () => {
    const pages = everyPage(frame, spoilt(views, 'javascript:alert(1)//'));

    for (const page of Object.values(pages)) {
      const addresses = [...page.matchAll(/\s(?:href|action|src)="([^"]*)"/g)].map(
        ([, address]) => address ?? '',
      );
      expect(addresses.length).toBeGreaterThan(5);
      expect(addresses.filter((address) => !/^(?:\/|#|https?:\/\/)/.test(address))).toEqual([]);
    }
  });

  it('no page holds a script or a style of its own', () => {
    for (const page of Object.values(everyPage())) {
      expect(page.replace(/<script src="\/assets\/[0-9a-f]{16}\.js" defer><\/script>/, '')).not.toMatch(
        /<script|<style|\sstyle=|\son[a-z]+=/i,
      );
    }
  });
});
