import { daySteps } from '../lib/round-step.ts';
import { logLogInterval, survivalCurve, type CurvePoint, type Observation } from './survival-curve.ts';

/** Where the curve stands after so many days. */
export interface CurveRow {
  readonly days: number;
  /** Share of items not yet completed, from 1 down. */
  readonly open: number;
  /** Its 95 % interval; null where the curve is at 1 or 0. */
  readonly low: number | null;
  readonly high: number | null;
  /** Items that were observed at least so long. */
  readonly atRisk: number;
}

const marksOfAStep = 7;
const mostSteps = 200;
/** One half, a rounding error of the product included. */
const half = 0.5 + 1e-12;

/**
 * The curve as rows: at 0, at every completion, at round numbers of days and at the longest observation. Of more than 200 completion times
 * the last in each of 200 equal stretches is given, and the one at which half are completed.
 */
export function curveRows(observations: readonly Observation[]): CurveRow[] {
  const times = observations.map(({ time }) => time).toSorted((a, b) => a - b);
  const longest = times.at(-1);
  if (longest === undefined) return [];
  const curve = survivalCurve(observations);
  const marks = daySteps.flatMap((step) => Array.from({ length: marksOfAStep + 1 }, (_, at) => at * step));
  const stops = new Set([
    ...marks.filter((days) => days <= longest),
    ...thinned(curve, longest).map(({ time }) => time),
    longest,
  ]);
  let at = -1;
  let left = 0;
  return [...stops]
    .toSorted((a, b) => a - b)
    .map((days) => {
      while ((curve[at + 1]?.time ?? Infinity) <= days) at += 1;
      while ((times[left] ?? Infinity) < days) left += 1;
      const point = curve[at] ?? { time: 0, survival: 1, greenwood: 0 };
      const interval = logLogInterval(point);
      const { low = null, high = null } = interval ?? {};
      return { days, open: point.survival, low, high, atRisk: times.length - left };
    });
}

function thinned(curve: readonly CurvePoint[], longest: number): readonly CurvePoint[] {
  if (curve.length <= mostSteps) return curve;
  const stretch = (point: CurvePoint | undefined) =>
    point && Math.min(mostSteps - 1, Math.floor((point.time / longest) * mostSteps));
  const median = curve.findIndex(({ survival }) => survival <= half);
  return curve.filter((point, index) => index === median || stretch(point) !== stretch(curve[index + 1]));
}
