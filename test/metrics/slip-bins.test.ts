import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { slipBins } from '../../src/metrics/slip-bins.ts';

it.each([
  [0, 0],
  [1, 1],
  [7, 1],
  [8, 2],
  [14, 2],
  [15, 3],
  [30, 3],
  [31, 4],
  [90, 4],
  [91, 5],
  [2_911_634, 5],
  [null, 6],
])('an item moved by %j days stands in bin %i', (days, bin) => {
  expect(slipBins([{ days, items: 3 }]).map(({ items }) => items)).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((at) => (at === bin ? 3 : 0)),
  );
});

it('every item stands in one bin', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ days: fc.option(fc.nat(400)), items: fc.nat(9) })), (moved) => {
      const bins = slipBins(moved);
      expect(bins).toHaveLength(7);
      expect(bins.reduce((sum, { items }) => sum + items, 0)).toBe(
        moved.reduce((sum, { items }) => sum + items, 0),
      );
    }),
  );
});
