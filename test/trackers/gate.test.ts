import { describe, expect, it } from 'vitest';
import { spacingOf } from '../../src/trackers/gate.ts';
import type { LimitReading } from '../../src/trackers/limits.ts';

const now = new Date('2026-11-20T10:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const left = (
  remaining: number | null,
  resetsAt: Date | null,
  pausedUntil: Date | null = null,
): LimitReading => ({
  scope: '*',
  limit: 100,
  remaining,
  resetsAt,
  pausedUntil,
  reason: null,
});

describe('calls keep a distance while a limit is nearly spent', () => {
  it.each<[string, LimitReading[], boolean, number]>([
    ['nothing is known', [], false, 0],
    ['plenty is left', [left(20, later(60))], false, 0],
    ['less than a fifth is left: so that it lasts until the reset', [left(10, later(10))], false, 1_000],
    ['a reset that is far off: no longer than two seconds', [left(1, later(3_600))], false, 2_000],
    ['a reset that is near: no shorter than a quarter of a second', [left(19, later(1))], false, 250],
    ['a reset that is past', [left(5, later(-5))], false, 0],
    ['a reset that is not told', [left(5, null)], false, 1_000],
    ['the tracker warns and says no more', [], true, 1_000],
    ['the tracker warns early', [left(30, later(15))], true, 500],
    ['the tightest of several limits counts', [left(10, later(5)), left(10, later(10))], false, 1_000],
    [
      'a limit that is paused: after it there is something left again',
      [left(0, later(9), later(9))],
      false,
      0,
    ],
  ])('%s', (_when, readings, nearlySpent, milliseconds) => {
    expect(spacingOf({ readings, nearlySpent }, now)).toBe(milliseconds);
  });
});
