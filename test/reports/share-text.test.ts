import { expect, it } from 'vitest';
import { percent, rateText, shareText, wholeText } from '../../src/reports/text/share-text.ts';

it.each([
  [0, 0, 'n/a'],
  [1, 4, '1 of 4'],
  [0, 4, '0 of 4'],
  [3, 5, '3 of 5 (60 %)'],
  [199, 200, '199 of 200 (99 %)'],
  [1, 1000, '1 of 1000 (1 %)'],
  [200, 200, '200 of 200 (100 %)'],
])('%i of %i reads %s', (part, all, text) => {
  expect(shareText(part, all)).toBe(text);
});

it('an unknown share, count or duration reads n/a', () => {
  expect([percent(null), rateText(null, 9), wholeText(null, 'day')]).toEqual(['n/a', 'n/a', 'n/a']);
});

it('durations are rounded down', () => {
  expect([wholeText(1.9, 'day'), wholeText(2.9, 'day'), wholeText(0.9, 'hour')]).toEqual([
    '1 day',
    '2 days',
    '0 hours',
  ]);
});
