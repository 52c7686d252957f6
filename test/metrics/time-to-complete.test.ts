import { describe, expect, it } from 'vitest';
import { weekNamed } from '../../src/lib/calendar.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { logLogInterval, survivalCurve } from '../../src/metrics/survival-curve.ts';
import { timeToComplete } from '../../src/metrics/time-to-complete.ts';
import { observationsOf } from '../reference/observations.ts';
import { timelinesOf, type Timeline } from '../reference/timeline.ts';
import { bareItem, berlin, sampleItem } from './sample-item.ts';

/** Weeks of remission under 6-MP, a plus meaning censored: Freireich et al., Blood 21 (1963), the example of most textbooks. */
const remission = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');

describe('the curve of Kaplan and Meier', () => {
  const curve = survivalCurve(
    remission.map((text) => ({ time: parseInt(text, 10), completed: !text.endsWith('+') })),
  );

  it.each([
    [6, 0.8571, 0.6197, 0.9516],
    [7, 0.8067, 0.5631, 0.9228],
    [10, 0.7529, 0.5032, 0.8894],
    [13, 0.6902, 0.4316, 0.8491],
    [16, 0.6275, 0.3675, 0.8049],
    [22, 0.5378, 0.2678, 0.7468],
    [23, 0.4482, 0.1881, 0.6801],
  ])('gives the published survival and interval at %i', (time, survival, low, high) => {
    const point = curve.find((one) => one.time === time);
    if (!point) throw new Error(`no point at ${time}`);
    expect(point.survival).toBeCloseTo(survival, 4);
    expect(logLogInterval(point)?.low).toBeCloseTo(low, 3);
    expect(logLogInterval(point)?.high).toBeCloseTo(high, 3);
  });

  it('takes completions first where something is censored at the same time', () => {
    const [point] = survivalCurve([
      { time: 5, completed: false },
      { time: 5, completed: true },
    ]);
    expect(point?.survival).toBe(0.5);
  });

  it('has no interval where it is at 0', () => {
    const [point] = survivalCurve([{ time: 5, completed: true }]);
    expect(point?.survival).toBe(0);
    expect(point && logLogInterval(point)).toBeNull();
  });
});

describe('time to complete', () => {
  const week = weekNamed('2026-W46', berlin);
  if (!week) throw new Error('2026-W46 is a week');
  const span = spanOf(week, new Date('2027-01-01T00:00:00Z'), berlin);
  const timeOf = (timelines: readonly Timeline[]) => timeToComplete(observationsOf(timelines, span));
  const ago = (days: number) => new Date(span.asOf.getTime() - days * 86_400_000).toISOString();

  it('reads completion, cancellation and what is still open from the items', () => {
    const items = remission.map((text, index) => {
      const days = parseInt(text, 10);
      const finish = text.endsWith('+') ? 'cancelled' : 'done';
      return sampleItem(`i${index}`, ago(100), null, [[ago(100 - days), 'state', finish]]);
    });
    const result = timeOf(timelinesOf(items));
    expect(result).toMatchObject({ n: 21, completed: 9, censored: 12, medianDays: 23, p90Days: null });
    expect(result.within['30'].estimate).toBeCloseTo(1 - 0.4482, 4);
    expect(result.within['30'].low).toBeCloseTo(1 - 0.6801, 3);
    expect(result.within['30'].high).toBeCloseTo(1 - 0.1881, 3);
    expect(result.within['60']).toEqual({ estimate: null, low: null, high: null });
  });

  it('has an estimate beyond the longest observation when everything was completed', () => {
    const items = [10, 20].map((days) =>
      sampleItem(`i${days}`, ago(80), null, [[ago(80 - days), 'state', 'done']]),
    );
    const { within, medianDays, p90Days } = timeOf(timelinesOf(items));
    expect(within['90']).toEqual({ estimate: 1, low: null, high: null });
    expect([medianDays, p90Days]).toEqual([10, 20]);
  });

  it('says 0 % without an interval while nothing was completed, and nothing beyond what was seen', () => {
    const { within, medianDays } = timeOf(timelinesOf([sampleItem('A', ago(40), null)]));
    expect(within['30']).toEqual({ estimate: 0, low: null, high: null });
    expect(within['60']).toEqual({ estimate: null, low: null, high: null });
    expect(medianDays).toBeNull();
  });

  it('finds the median where a product of fractions makes one half', () => {
    const items = [1, 2].map((days) =>
      sampleItem(`d${days}`, ago(50), null, [[ago(50 - days), 'state', 'done']]),
    );
    const open = [30, 31].map((days) => sampleItem(`o${days}`, ago(days), null));
    expect(timeOf(timelinesOf([...items, ...open])).medianDays).toBe(2);
  });

  it('counts a reopened item as still open, and the completion that stands of one done twice', () => {
    const reopened = sampleItem('A', ago(50), null, [
      [ago(40), 'state', 'done'],
      [ago(30), 'state', 'open'],
    ]);
    const again = sampleItem('B', ago(50), null, [
      [ago(40), 'state', 'done'],
      [ago(30), 'state', 'open'],
      [ago(20), 'state', 'done'],
    ]);
    expect(timeOf(timelinesOf([reopened]))).toMatchObject({ completed: 0, censored: 1 });
    expect(timeOf(timelinesOf([again])).medianDays).toBe(30);
  });

  it('looks at the items created in the last 365 days and at none finished before it was recorded', () => {
    const items = [
      sampleItem('old', ago(365.01), null),
      sampleItem('edge', ago(365), null),
      sampleItem('new', span.asOf.toISOString(), null),
      bareItem('born done', ago(10), [[ago(20), 'state', 'done']]),
    ];
    expect(timeOf(timelinesOf(items)).n).toBe(1);
  });

  it('says nothing of no items', () => {
    const nothing = { estimate: null, low: null, high: null };
    expect(timeOf([])).toEqual({
      n: 0,
      completed: 0,
      censored: 0,
      medianDays: null,
      p90Days: null,
      within: { '30': nothing, '60': nothing, '90': nothing },
    });
  });
});
