import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { survivalCurve } from '../../src/metrics/survival-curve.ts';
import { curveRows } from '../../src/metrics/survival-rows.ts';

/** Weeks of remission under 6-MP, a plus meaning censored: Freireich et al., Blood 21 (1963), the example of most textbooks. */
const remission = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');

describe('the rows of the curve', () => {
  const rows = curveRows(
    remission.map((text) => ({ time: parseInt(text, 10), completed: !text.endsWith('+') })),
  );

  it.each([
    [0, 1, null, null, 21],
    [6, 0.8571, 0.6197, 0.9516, 21],
    [7, 0.8067, 0.5631, 0.9228, 17],
    [10, 0.7529, 0.5032, 0.8894, 15],
    [13, 0.6902, 0.4316, 0.8491, 12],
    [16, 0.6275, 0.3675, 0.8049, 11],
    [22, 0.5378, 0.2678, 0.7468, 7],
    [23, 0.4482, 0.1881, 0.6801, 6],
    [35, 0.4482, 0.1881, 0.6801, 1],
  ])(
    'give the published numbers at %i: survival, band, and how many are at risk',
    (days, open, low, high, atRisk) => {
      const row = rows.find((one) => one.days === days);
      expect(row?.open).toBeCloseTo(open, 4);
      expect(Math.abs((row?.low ?? 9) - (low ?? 9))).toBeLessThan(0.0005);
      expect(Math.abs((row?.high ?? 9) - (high ?? 9))).toBeLessThan(0.0005);
      expect(row?.atRisk).toBe(atRisk);
    },
  );

  it('have no rows without items', () => {
    expect(curveRows([])).toEqual([]);
  });

  const observations = fc.array(
    fc.record({ time: fc.double({ min: 0, max: 365, noNaN: true }), completed: fc.boolean() }),
    { minLength: 1, maxLength: 60 },
  );

  it('never rise, lie within their band, and lose items from observation, whatever was observed', () => {
    fc.assert(
      fc.property(observations, (given) => {
        const all = curveRows(given);
        expect(all[0]).toMatchObject({ days: 0, atRisk: given.length });
        expect(all.at(-1)?.days).toBe(Math.max(...given.map(({ time }) => time)));
        for (const [index, { days, open, low, high, atRisk }] of all.entries()) {
          const before = all[index - 1];
          expect(atRisk).toBe(given.filter(({ time }) => time >= days).length);
          expect(before === undefined || (before.days < days && before.open >= open)).toBe(true);
          expect((low ?? open) <= open && open <= (high ?? open)).toBe(true);
        }
      }),
    );
  });

  it('of thousands of items are some hundred, each a point of the whole curve', () => {
    let state = 7;
    const chance = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const given = Array.from({ length: 5000 }, () => ({ time: chance() * 364, completed: chance() < 0.7 }));
    const whole = survivalCurve(given);
    const thinned = curveRows(given);

    expect(thinned.length).toBeLessThan(260);
    for (const { days, open } of thinned) {
      expect(open).toBe(whole.findLast(({ time }) => time <= days)?.survival ?? 1);
    }
    const half = whole.find(({ survival }) => survival <= 0.5)?.time;
    expect(thinned.map(({ days }) => days)).toContain(half);
  });
});
