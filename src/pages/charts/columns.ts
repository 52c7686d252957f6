import { html, type Html } from '../../lib/html.ts';
import { across } from './chart.ts';
import { shortNumber } from './number-text.ts';
import { placeOf, type Scale } from './scale.ts';

/** One part of a column, from its foot up. */
export interface Part {
  readonly tint: string;
  readonly value: number;
}

/** Columns side by side over one name. */
export interface ColumnGroup {
  readonly name: string;
  readonly columns: readonly (readonly Part[])[];
}

const widest = 0.06;
const longestNumber = 4;

/** Columns standing on the scale's foot, and the name of each group below. With `numbered`, the sum stands on top of each column where it fits. */
export function columnsOf(groups: readonly ColumnGroup[], scale: Scale, numbered: boolean): Html[] {
  const band = 1 / groups.length;
  return groups.map(({ name, columns }, index) => {
    const width = Math.min(band * 0.66, widest * columns.length) / columns.length;
    const middle = (index + 0.5) * band;
    const left = middle - (width * columns.length) / 2;
    return html`${columns.map((parts, at) => column(parts, left + at * width, width * 0.94, scale, numbered))}
      <text
        class="${(groups.length - 1 - index) % 2 === 1 && groups.length > 8 && 'every-other'}"
        x="${across(middle)}"
        y="${scale.bottom + 17}"
        text-anchor="middle"
        >${name}</text
      >`;
  });
}

function column(parts: readonly Part[], x: number, width: number, scale: Scale, numbered: boolean): Html {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  let foot = scale.bottom;
  const drawn = parts
    .filter(({ value }) => value > 0)
    .map(({ tint, value }) => {
      const height = Math.max(1.5, scale.bottom - placeOf(scale, value));
      foot -= height;
      return html`<rect
        class="bar-${tint}"
        x="${across(x)}"
        width="${across(width)}"
        y="${foot.toFixed(1)}"
        height="${height.toFixed(1)}"
      />`;
    });
  const text = shortNumber(total);
  return html`${drawn}
  ${
    numbered &&
    total > 0 &&
    text.length <= longestNumber &&
    html`<text class="value" x="${across(x + width / 2)}" y="${(foot - 5).toFixed(1)}" text-anchor="middle"
      >${text}</text
    >`
  }`;
}
