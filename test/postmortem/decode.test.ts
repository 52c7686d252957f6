import { describe, expect, it } from 'vitest';
import { decodeDocument, decodeText } from '../../src/postmortem/decode.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { tinyPdf } from '../support/tiny-pdf.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problemOf = (content: Uint8Array) => {
  const decoded = decodeText('report.md', content);
  return 'problem' in decoded ? decoded.problem : null;
};

it.each([
  ['plain text', bytes('# A\n')],
  ['a byte order mark', bytes('\uFEFF# A\n')],
  ['Windows line ends', bytes('# A\r\n')],
  ['accents and emoji', bytes('# Å ✅ 予防\n')],
])('%s is read', (_, content) => {
  expect(decodeText('report.md', content)).toMatchObject({ text: expect.stringContaining('#') });
});

describe('what is refused', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'is empty'],
    ['white space', bytes(' \n \n'), 'white space'],
    ['a zero byte', bytes('# A\nb\0c'), 'not a text file'],
    ['an office document', bytes('PK\u0003\u0004\0\0'), 'office document'],
    ['control characters', bytes('\u0001\u0002\u0003 abc'), 'not a text file'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x23, 0]), 'UTF-16'],
    [
      'a check box a line',
      Buffer.from('- [ ] x\n'.repeat(40_001)),
      'has 40,001 lines; a postmortem may have at most 40,000',
    ],
    ['5 MB', new Uint8Array(5 * 1024 * 1024).fill(97), '5 MB; a postmortem may be at most 1 MB'],
  ])('%s', (_, content, words) => {
    expect(problemOf(content)?.message).toContain(words);
    expect(problemOf(content)?.hint).not.toBe('');
  });

  it('says where the first byte stands that is not UTF-8, and how to convert the file', () => {
    const latin1 = Buffer.from('# Fine\nå is sound? caf\xe9\n', 'latin1');
    const content = new Uint8Array([...bytes('# Fine å\n'), ...latin1.subarray(9)]);

    expect(problemOf(content)).toMatchObject({
      line: 2,
      message: expect.stringContaining('line 2, column 14'),
      hint: expect.stringContaining('iconv'),
    });
  });

  it('finds a bad byte in the middle of a long line', () => {
    const content = new Uint8Array([...bytes('é'.repeat(5000)), 0xff]);

    expect(problemOf(content)?.message).toContain('line 1, column 5001');
  });
});

describe('a PDF', () => {
  const report = tinyPdf([
    [20, 'Catalogue outage of 4 May 2026'],
    [12, 'The disk was full.'],
    [16, 'Action Items'],
    [12, '1. Delete old exports every night, see https://git.example/ops/'],
    [12, 'issues/12'],
    [12, '2. Warn at 80 per cent (Priya, by 2026-06-01)'],
    [16, 'Timeline'],
    [12, '10:02 The catalogue answered nobody'],
  ]);

  it('is read by the size of its letters', async () => {
    const decoded = await decodeDocument('report.pdf', report);
    const [read] = readPostmortems('report.pdf', 'text' in decoded ? decoded.text : '');

    expect(read?.title).toBe('Catalogue outage of 4 May 2026');
    expect(read?.actionItems.map(({ text, owner, due, links }) => ({ text, owner, due, links }))).toEqual([
      {
        text: 'Delete old exports every night',
        owner: null,
        due: null,
        links: ['https://git.example/ops/issues/12'],
      },
      { text: 'Warn at 80 per cent', owner: 'Priya', due: '2026-06-01', links: [] },
    ]);
  });

  it.each([
    ['that is damaged', bytes('%PDF-1.7\n\0\0'), 'cannot be read'],
    ['of pictures only', tinyPdf([]), 'without any text'],
    ['of 11 MB', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(11 * 1024 * 1024)]), 'at most 10 MB'],
  ])('%s is refused, with what to do', async (_, content, words) => {
    expect(await decodeDocument('report.pdf', content)).toMatchObject({
      problem: {
        line: 1,
        message: expect.stringContaining(words),
        hint: expect.stringContaining('Markdown'),
      },
    });
  });
});
