import { describe, expect, it } from 'vitest';
import { decodeDocument } from '../../src/postmortem/decode.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const problemOf = (content: Uint8Array) => {
  const decoded = decodeDocument('report.md', content);
  return 'problem' in decoded ? decoded.problem : null;
};

it.each([
  ['plain text', bytes('# A\n')],
  ['a byte order mark', bytes('\uFEFF# A\n')],
  ['Windows line ends', bytes('# A\r\n')],
  ['accents and emoji', bytes('# Å ✅ 予防\n')],
])('%s is read', (_, content) => {
  expect(decodeDocument('report.md', content)).toMatchObject({ text: expect.stringContaining('#') });
});

describe('what is refused', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'is empty'],
    ['white space', bytes(' \n \n'), 'white space'],
    ['a zero byte', bytes('# A\nb\0c'), 'not a text file'],
    ['a PDF', bytes('%PDF-1.7\n\0\0'), 'a PDF'],
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
