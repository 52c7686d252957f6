import { logLogInterval, survivalCurve, type CurvePoint, type Observation } from './survival-curve.ts';

/** How long items take, what is still open included (Kaplan–Meier). Days are elapsed time divided by 24 hours, with fraction. */
export interface TimeToComplete {
  readonly n: number;
  readonly completed: number;
  readonly censored: number;
  /** When the curve of what is still open first is at or below one half; null if it never is. */
  readonly medianDays: number | null;
  readonly p90Days: number | null;
  readonly within: Readonly<Record<'30' | '60' | '90', ShareCompleted>>;
}

/** The share completed within so many days, from 0 to 1, with its 95 % interval; null where nothing can be said. */
export interface ShareCompleted {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A product such as ¾ · ⅔ may miss one half by a rounding error. */
const rounding = 1e-12;

/** The numbers of how long items take. */
export function timeToComplete(observations: readonly Observation[]): TimeToComplete {
  const curve = survivalCurve(observations);
  const longest = observations.reduce((most, { time }) => Math.max(most, time), -1);
  const completed = observations.filter((observation) => observation.completed).length;
  return {
    n: observations.length,
    completed,
    censored: observations.length - completed,
    medianDays: firstAtOrBelow(curve, 0.5),
    p90Days: firstAtOrBelow(curve, 0.1),
    within: {
      '30': completedWithin(curve, 30, longest),
      '60': completedWithin(curve, 60, longest),
      '90': completedWithin(curve, 90, longest),
    },
  };
}

function firstAtOrBelow(curve: readonly CurvePoint[], share: number): number | null {
  return curve.find((point) => point.survival <= share + rounding)?.time ?? null;
}

function completedWithin(curve: readonly CurvePoint[], days: number, longest: number): ShareCompleted {
  const point = curve.findLast(({ time }) => time <= days) ?? { time: 0, survival: 1, greenwood: 0 };
  if (days > longest && point.survival > 0) return { estimate: null, low: null, high: null };
  const open = logLogInterval(point);
  return {
    estimate: 1 - point.survival,
    low: open && 1 - open.high,
    high: open && 1 - open.low,
  };
}
