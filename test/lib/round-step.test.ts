import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayStep, roundStep } from '../../src/lib/round-step.ts';

it.each([
  [0, 1],
  [4, 1],
  [5, 2],
  [12, 5],
  [30, 10],
  [123_456_789_012, 50_000_000_000],
])('marks up to %i are %i apart', (most, step) => {
  expect(roundStep(most, 4)).toBe(step);
});

it.each([
  [0.4, 1],
  [7, 1],
  [8, 2],
  [49, 7],
  [100, 30],
  [365, 60],
  [9999, 1800],
])('marks up to %d days are %i apart', (most, step) => {
  expect(dayStep(most, 7)).toBe(step);
});

it('no more marks than asked for, and no fewer than a fifth of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 2, max: 12 }), (most, count) => {
      const step = roundStep(most, count);
      expect(most / step).toBeLessThanOrEqual(count);
      expect(step === 1 || most / step > count / 2.5 - 1e-9).toBe(true);
    }),
  );
});
