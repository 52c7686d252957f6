/** One thing measured. `floor` is what the same run shows to be the least it could cost, or what a rival needs. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'MB' | 'requests';
  /** The promise; without one the figure is only told. */
  readonly limit?: number;
  readonly beside?: string;
  readonly floor?: number;
}

export function isKept({ value, limit }: Figure): boolean {
  return limit === undefined || value <= limit;
}

/** `demo: from the command to the page   6.1 s   (at most 15 s: kept)   2.1 × first start … (2.9 s)` */
export function figureLine(figure: Figure): string {
  const { what, value, unit, limit, beside, floor } = figure;
  const verdict =
    limit === undefined ? '' : `(at most ${limit} ${unit}: ${isKept(figure) ? 'kept' : 'NOT KEPT'})`;
  const ratio =
    floor === undefined
      ? ''
      : `${(value / floor).toFixed(value / floor < 0.1 ? 4 : 1)} × ${beside ?? 'the floor'} (${shown(floor, unit)})`;
  return `${what.padEnd(72)} ${shown(value, unit).padStart(14)}  ${verdict.padEnd(24)} ${ratio}`.trimEnd();
}

function shown(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(unit === 'MB' || unit === 'requests' ? 0 : 2)} ${unit}`;
}
