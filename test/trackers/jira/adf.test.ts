import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtlassianDocument } from '../../../src/sandbox/jira/atlassian-document.ts';
import { adfOf } from '../../../src/trackers/jira/adf.ts';
import type { AdfNode } from '../../../src/trackers/jira/adf-inline.ts';
import { wordsOf } from './jira-harness.ts';

const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const link = (href: string) => ({ type: 'link', attrs: { href } });

describe('Markdown as Jira takes it', () => {
  it.each<[string, string, object[]]>([
    ['nothing', '', [{ type: 'paragraph' }]],
    ['a paragraph', 'One\ntwo', [paragraph(text('One two'))]],
    ['paragraphs', 'One\n\nTwo', [paragraph(text('One')), paragraph(text('Two'))]],
    [
      'bold, italic and both',
      '**a** *b* ***c***',
      [
        paragraph(
          text('a', { type: 'strong' }),
          text(' '),
          text('b', { type: 'em' }),
          text(' '),
          text('c', { type: 'em' }, { type: 'strong' }),
        ),
      ],
    ],
    ['struck out', '~~no~~', [paragraph(text('no', { type: 'strike' }))]],
    ['code, which carries no bold', '**`x`**', [paragraph(text('x', { type: 'code' }))]],
    ['a link', '[PM](https://a.example/1#b)', [paragraph(text('PM', link('https://a.example/1#b')))]],
    [
      'a code link',
      '[`x`](https://a.example)',
      [paragraph(text('x', link('https://a.example'), { type: 'code' }))],
    ],
    ['a link to nowhere safe', '[x](/relative)', [paragraph(text('x'))]],
    ['HTML as the text it is', '<b>x</b>', [paragraph(text('<b>x</b>'))]],
    ['a heading', '## Why', [{ type: 'heading', attrs: { level: 2 }, content: [text('Why')] }]],
    [
      'a list',
      '- a\n- b',
      [
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [paragraph(text('a'))] },
            { type: 'listItem', content: [paragraph(text('b'))] },
          ],
        },
      ],
    ],
    [
      'a numbered list',
      '3. a',
      [
        {
          type: 'orderedList',
          attrs: { order: 3 },
          content: [{ type: 'listItem', content: [paragraph(text('a'))] }],
        },
      ],
    ],
    [
      'a list in a list',
      '- a\n  - b',
      [
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                paragraph(text('a')),
                { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('b'))] }] },
              ],
            },
          ],
        },
      ],
    ],
    [
      'an empty list item',
      '-\n- b',
      [
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [{ type: 'paragraph' }] },
            { type: 'listItem', content: [paragraph(text('b'))] },
          ],
        },
      ],
    ],
    [
      'a heading in a list, where none may be',
      '- # a',
      [
        {
          type: 'bulletList',
          content: [{ type: 'listItem', content: [paragraph(text('a', { type: 'strong' }))] }],
        },
      ],
    ],
    [
      'a block of code',
      '```ts\nconst a = 1;\n```',
      [{ type: 'codeBlock', attrs: { language: 'ts' }, content: [text('const a = 1;')] }],
    ],
    ['an empty block of code', '```\n```', [{ type: 'codeBlock' }]],
    ['a quotation', '> so it is', [{ type: 'blockquote', content: [paragraph(text('so it is'))] }]],
    ['a rule', 'a\n\n---\n\nb', [paragraph(text('a')), { type: 'rule' }, paragraph(text('b'))]],
    ['a forced break', 'a  \nb', [paragraph(text('a'), { type: 'hardBreak' }, text('b'))]],
  ])('%s', (_what, markdown, content) => {
    expect(adfOf(markdown)).toEqual({ type: 'doc', version: 1, content });
  });

  const fragment = fc.constantFrom(
    '- ',
    '  - ',
    '1. ',
    '> ',
    '# ',
    '**',
    '*',
    '~~',
    '`',
    '```\n',
    '[a](https://a.example)',
    '[',
    '](',
    '![i](x)',
    '\n',
    '\n\n',
    '    ',
    '---\n',
    '| a | b |\n',
    '<p>',
    '&amp;',
    '\\',
    'word ',
    'ö',
    '🙂',
    '\u0000',
  );
  it('is always a document without an empty text, whatever was written', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
        const document = adfOf(parts.join(''));
        expect(isAtlassianDocument(document)).toBe(true);
        expect(misplaced(document.content, 'doc')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('loses no plain word', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        expect(wordsOf(adfOf(words.join(' ')))).toBe(words.join(' '));
      }),
    );
  });
});

const allowed: Record<string, readonly string[]> = {
  doc: ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'codeBlock', 'rule'],
  paragraph: ['text', 'hardBreak'],
  heading: ['text', 'hardBreak'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  blockquote: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  codeBlock: ['text'],
};

function misplaced(nodes: readonly AdfNode[], parent: string): string[] {
  return nodes.flatMap((node) => [
    ...(allowed[parent]?.includes(node.type) === true ? [] : [`${node.type} in ${parent}`]),
    ...misplaced(node.content ?? [], node.type),
  ]);
}
