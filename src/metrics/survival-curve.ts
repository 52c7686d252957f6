/** One item under observation: how long, and whether it ended in completion. */
export interface Observation {
  readonly time: number;
  readonly completed: boolean;
}

/** The curve from `time` on: the share not yet completed, and Greenwood's sum for its variance. */
export interface CurvePoint {
  readonly time: number;
  readonly survival: number;
  /** Σ d / (n (n − d)) up to here; infinite once nobody is left. */
  readonly greenwood: number;
}

/**
 * Kaplan–Meier's product-limit estimate (J. Am. Stat. Assoc. 53, 1958): one point per time at which something was
 * completed. At equal times completions come before censoring.
 */
export function survivalCurve(observations: readonly Observation[]): CurvePoint[] {
  const sorted = observations.toSorted((a, b) => a.time - b.time);
  const points: CurvePoint[] = [];
  let survival = 1;
  let greenwood = 0;
  let index = 0;
  while (index < sorted.length) {
    const time = sorted[index]?.time ?? 0;
    const atRisk = sorted.length - index;
    let completed = 0;
    for (; sorted[index]?.time === time; index += 1) if (sorted[index]?.completed) completed += 1;
    if (completed === 0) continue;
    survival *= 1 - completed / atRisk;
    greenwood += completed / (atRisk * (atRisk - completed));
    points.push({ time, survival, greenwood });
  }
  return points;
}

/** 95 % interval of the survival on the log-log scale (Kalbfleisch and Prentice 1980); null where the curve is at 1 or 0. */
export function logLogInterval(point: CurvePoint): { readonly low: number; readonly high: number } | null {
  if (point.survival >= 1 || point.survival <= 0) return null;
  const error = Math.sqrt(point.greenwood) / Math.abs(Math.log(point.survival));
  const spread = Math.exp(1.959963984540054 * error);
  return { low: point.survival ** spread, high: point.survival ** (1 / spread) };
}
