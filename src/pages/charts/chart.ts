import { html, type Html, type Renderable } from '../../lib/html.ts';

/** One entry of the legend: the name of what a colour stands for. */
export interface Key {
  readonly tint: string;
  readonly name: string;
}

/**
 * A picture with what it shows in words above it, its legend, and the numbers behind it, folded. What is drawn in pixels keeps its size on every
 * screen: across, places are shares of the width (`across`), so that no letter is ever scaled.
 */
export function chart(picture: {
  /** What the picture shows: the finding, not the drawing. */
  readonly finding: string;
  readonly height: number;
  readonly drawing: Renderable;
  readonly keys?: readonly Key[];
  readonly note?: string | null;
  /** The table behind it. */
  readonly numbers: Html;
}): Html {
  return html`<figure class="picture">
    <figcaption>${picture.finding}</figcaption>
    <svg class="chart" height="${picture.height}" role="img" aria-label="${picture.finding}">
      ${picture.drawing}
    </svg>
    ${picture.keys && legend(picture.keys)}
    ${picture.note && html`<p class="muted small">${picture.note}</p>`}
    <details>
      <summary>The numbers</summary>
      ${picture.numbers}
    </details>
  </figure>`;
}

/** A place or length across the picture: a share of its width, from 0 to 1. */
export function across(share: number): string {
  return `${Math.round(share * 100_000) / 1000}%`;
}

function legend(keys: readonly Key[]): Html {
  return html`<p class="legend">
    ${keys.map(({ tint, name }) => html`<span><span class="key-swatch swatch-${tint}"></span>${name}</span>`)}
  </p>`;
}
