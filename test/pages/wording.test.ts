import { expect, it } from 'vitest';
import { count, listText, percent, shareText, times } from '../../src/pages/wording.ts';

it.each([
  [0, 0, null],
  [1, 4, '1 of 4'],
  [4, 4, '4 of 4'],
  [1234, 56789, '1,234 of 56,789 (2\u00a0%)'],
  [2, 5, '2 of 5 (40\u00a0%)'],
])('%d of %d is printed as %j: a share of fewer than five is no percentage', (part, whole, text) => {
  expect(shareText(part, whole)).toBe(text);
});

it.each([
  [0.999, '99\u00a0%'],
  [1, '100\u00a0%'],
  [0.001, '1\u00a0%'],
  [0, '0\u00a0%'],
  [0.444, '44\u00a0%'],
])('%d is %s: all and none are said only when it is all or none', (share, text) => {
  expect(percent(share)).toBe(text);
});

it('speaks of one and of several', () => {
  expect([count(1, 'item'), count(0, 'item'), count(2, 'item is', 'items are')]).toEqual([
    '1 item',
    '0 items',
    '2 items are',
  ]);
  expect([times(1), times(2), times(12_345)]).toEqual(['once', 'twice', '12,345 times']);
  expect([listText([]), listText(['a']), listText(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});
