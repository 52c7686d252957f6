import { html, type Html } from '../../lib/html.ts';
import { placeOf, type Scale } from './scale.ts';

/** Points of a line: shares of the width and values of the scale. */
export type Point = readonly [share: number, value: number];

/**
 * A path over the whole width. It lies in a drawing of its own that is stretched to the width; its line keeps its strength.
 */
export function stretched(height: number, kind: string, path: string): Html {
  return html`<svg
    width="100%"
    height="${height}"
    viewBox="0 0 1000 ${height}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <path class="${kind}" d="${path}" vector-effect="non-scaling-stroke" />
  </svg>`;
}

/** From point to point. */
export function straightPath(points: readonly Point[], scale: Scale): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${pair(point, scale)}`).join('');
}

/** From point to point in steps: each value stands until the next. */
export function stepPath(points: readonly Point[], scale: Scale): string {
  return points
    .map(([share, value], index) =>
      index === 0 ? `M${pair([share, value], scale)}` : `H${unit(share)}V${placeOf(scale, value)}`,
    )
    .join('');
}

function pair([share, value]: Point, scale: Scale): string {
  return `${unit(share)} ${placeOf(scale, value)}`;
}

function unit(share: number): number {
  return Math.round(share * 100_000) / 100;
}
