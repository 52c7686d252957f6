import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/lib/calendar.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { anyText } from '../support/any-text.ts';

const pieces = constantFrom(
  '# ',
  '## Action items',
  '{"actionItems": [',
  '<td rowspan=9>',
  '<ac:task>',
  '|===',
  '.. note::',
  '====',
  '- ',
  '- [ ] ',
  '- [x] ',
  '|',
  '|-|-|',
  '---',
  '+++',
  'title: a',
  'Owner: ',
  'Due: ',
  '2026-02-30',
  '@a',
  '[',
  ']',
  '(',
  ')',
  '**',
  '~~',
  '`',
  '> ',
  '<p>',
  '</li>',
  '<ul>',
  '<!--',
  '-->',
  '{{',
  '✅',
  'Prevention',
  'アクションアイテム',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ' ',
  '    ',
);
const texts = oneof(
  anyText(400),
  array(oneof({ weight: 5, arbitrary: pieces }, string({ maxLength: 8 })), { maxLength: 80 }).map((parts) =>
    parts.join(''),
  ),
);

describe('whatever the text', () => {
  it.each(['a.md', 'a.html', 'a.json', 'a.yaml', 'a.rst', 'a.adoc', '-'])(
    '%s is read, every line is a line of the source and every due date a day',
    (source) => {
      assert(
        property(texts, (text) => {
          const lineCount = text.split(/\r\n|\n|\r/).length;
          const documents = readPostmortems(source, text);

          expect(documents.length).toBeGreaterThan(0);
          for (const { actionItems, problems } of documents) {
            expect(actionItems.length + problems.length).toBeGreaterThan(0);
            for (const { line } of [...actionItems, ...problems]) {
              expect(line).toBeGreaterThanOrEqual(1);
              expect(line).toBeLessThanOrEqual(lineCount);
            }
            for (const { due, text: words } of actionItems) {
              expect(due === null || isDay(due)).toBe(true);
              expect(words.trim()).not.toBe('');
            }
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});

const size = 50_000;
const under = (text: string): string => `# T\n\n## Action items\n\n${text}`;
const hostile: readonly (readonly [string, (size: number) => string])[] = [
  ['quotation marks', (n) => '>'.repeat(n)],
  ['opening brackets', (n) => under(`- ${'['.repeat(n)}`)],
  ['round brackets', (n) => under(`- a ${'('.repeat(n / 2)}${')'.repeat(n / 2)}`)],
  ['white space', (n) => under(`- a${' '.repeat(n)}b`)],
  ['stops in an address', (n) => under(`- http://${'.'.repeat(n)}x y`)],
  ['dates', (n) => under(`- ${'2026-02-30 '.repeat(n / 11)}`)],
  ['ambiguous dates', (n) => under(`- ${'03/04/2021 '.repeat(n / 11)}`)],
  ['fields', (n) => under(`- x ${'Owner: a, '.repeat(n / 10)}`)],
  ['items', (n) => under('- a\n'.repeat(n / 4))],
  [
    'nested items',
    (n) =>
      under(Array.from({ length: Math.sqrt(n) }, (_, depth) => `${' '.repeat(depth * 2)}- add b`).join('\n')),
  ],
  ['rows', (n) => under(`|Action|Owner|\n|-|-|\n${'|fix a|b|\n'.repeat(n / 10)}`)],
  ['columns', (n) => under(`${'|a'.repeat(n / 4)}|\n${'|-'.repeat(n / 4)}|\n|x|`)],
  ['front matter', (n) => `---\n${'['.repeat(n)}\n---\n`],
  ['comments', (n) => '<!--'.repeat(n / 4)],
  ['bold words', (n) => under(`- ${'**a** '.repeat(n / 6)}`)],
  ['sentences', (n) => under('We will do it. '.repeat(n / 15))],
  ['labels', (n) => '- **Review actions**:\n  - a\n'.repeat(n / 28)],
  ['HTML lists', (n) => `<p></p><ul>${'<li>a<ul>'.repeat(n / 9)}`],
  ['HTML anchors', (n) => `<p></p>${'<a href="'.repeat(n / 9)}`],
];

describe('time grows with length', () => {
  it.each(hostile)('for %s', (_, text) => {
    const small = timeToRead(text(size / 4));
    const large = timeToRead(text(size));

    // Four times the text may take four times as long; a quadratic reader takes sixteen times. Short times are mostly noise.
    expect(large).toBeLessThan(Math.max(1500, small * 12));
  });
});

function timeToRead(text: string): number {
  const start = performance.now();
  expect(readPostmortems('a.md', text)).toHaveLength(1);
  return performance.now() - start;
}
