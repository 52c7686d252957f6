import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceOf, type FlowWeek } from '../../src/metrics/backlog.ts';

/** Weeks that follow each other, from what is unfinished at first and how that changes in each. */
function weeksOf(open: number, changes: readonly number[]): FlowWeek[] {
  let left = open;
  return changes.map((change, index) => {
    const openAtStart = left;
    left += change;
    const flow = {
      openAtStart,
      created: Math.max(0, change),
      reopened: 0,
      done: Math.max(0, -change),
      dropped: 0,
      openAtEnd: left,
    };
    return { week: `W${index}`, flow };
  });
}

const today = '2026-11-16';
const twelve = (pattern: readonly number[]) =>
  Array.from({ length: 12 }, (_, index) => pattern[index % pattern.length] ?? 0);

describe('where the backlog leads', () => {
  it('is worked out as by hand: eight weeks of 2, 3, 1, 2, 4, 2, 1 and 1 fewer', () => {
    const pace = paceOf(weeksOf(40, [-2, -3, -1, -2, -4, -2, -1, -1]), false, today);
    // Mean −2, standard deviation 1.0690, t for 7 degrees of freedom 2.365: −2 ± 0.8939. 24 left at 2 a week are 84 days.
    expect(pace).toMatchObject({ weeks: 8, perWeek: -2, clearedBy: '2027-02-08' });
    expect(pace.low).toBeCloseTo(-2.8939, 3);
    expect(pace.high).toBeCloseTo(-1.1061, 3);
  });

  it.each<[string, FlowWeek[], number | null, string | null]>([
    ['grows where every week brings more', weeksOf(5, twelve([3])), 3, null],
    ['stays where nothing changes', weeksOf(5, twelve([0])), 0, null],
    ['is not said of weeks that go up and down', weeksOf(30, twelve([4, -5])), null, null],
    [
      'is not said where one burst outweighs the rest',
      weeksOf(30, [...twelve([-1]).slice(1), 40]),
      null,
      null,
    ],
    ['is not said of fewer than six weeks', weeksOf(30, [-1, -1, -1, -1, -1]), null, null],
    ['has no day when clearing it takes more than a year', weeksOf(65, twelve([-1])), -1, null],
    ['has a day when it takes less', weeksOf(64, twelve([-1])), -1, '2027-11-15'],
    ['has no day when nothing is left', weeksOf(12, twelve([-1])), -1, null],
  ])('%s', (_, weeks, perWeek, clearedBy) => {
    expect(paceOf(weeks, false, today)).toMatchObject({ perWeek, clearedBy });
  });

  it('leaves out the running week, and the weeks before anything was unfinished', () => {
    const weeks = weeksOf(0, [0, 0, 20, -1, -1, -1, -1, -1, -1, -1, -1, 5]);
    expect(paceOf(weeks, true, today)).toMatchObject({ weeks: 8, perWeek: -1 });
    expect(paceOf(weeks, false, today).weeks).toBe(9);
  });

  it('says nothing of nothing', () => {
    const nothing = { weeks: 0, perWeek: null, low: null, high: null, clearedBy: null };
    expect(paceOf([], false, today)).toEqual(nothing);
    expect(paceOf(weeksOf(0, twelve([0])), false, today)).toEqual(nothing);
  });

  it('never claims a direction that its interval leaves open, and its mean is the change of the pile', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 12 }), (changes) => {
        const weeks = weeksOf(500, changes);
        const { perWeek, low, high, clearedBy } = paceOf(weeks, false, today);
        const mean = ((weeks.at(-1)?.flow.openAtEnd ?? 0) - 500) / changes.length;
        const [least, most] = [low ?? NaN, high ?? NaN];
        const isSaid = least > 0 || most < 0 || least === most;
        expect((least + most) / 2).toBeCloseTo(mean, 9);
        expect(perWeek ?? mean).toBeCloseTo(mean, 9);
        expect(perWeek !== null).toBe(isSaid);
        expect(clearedBy !== null && !(isSaid && mean < 0)).toBe(false);
      }),
    );
  });
});
