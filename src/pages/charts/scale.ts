import { html, type Html } from '../../lib/html.ts';
import { roundStep } from '../../lib/round-step.ts';
import { shortNumber } from './number-text.ts';

/** Where values from 0 up stand in a picture, in pixels from its top. */
export interface Scale {
  readonly top: number;
  readonly bottom: number;
  /** The value at the top: a round number. */
  readonly most: number;
  readonly step: number;
}

/** A scale from 0 at `bottom` to a round number, at or above the largest value, at `top`. */
export function scaleOf(values: readonly number[], top: number, bottom: number, marks = 4): Scale {
  const largest = values.reduce((most, value) => Math.max(most, value), 1);
  const step = roundStep(largest, marks);
  return { top, bottom, most: Math.ceil(largest / step) * step, step };
}

/** The place of a value. */
export function placeOf({ top, bottom, most }: Scale, value: number): number {
  return Math.round((bottom - (value / most) * (bottom - top)) * 10) / 10;
}

/** Its lines across the picture, each with its number at the left. */
export function gridOf(scale: Scale, textOf: (value: number) => string = shortNumber): Html[] {
  return Array.from({ length: Math.round(scale.most / scale.step) + 1 }, (_, index) => {
    const value = index * scale.step;
    const y = placeOf(scale, value);
    return html`<line class="${value === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${y}" y2="${y}" />
      <text x="-8" y="${y}" dy="0.32em" text-anchor="end">${textOf(value)}</text>`;
  });
}
