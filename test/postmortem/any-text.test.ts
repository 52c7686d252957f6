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
