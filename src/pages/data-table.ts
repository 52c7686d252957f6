import { html, type Html, type Renderable } from '../lib/html.ts';

export interface Column {
  readonly name: string;
  /** Numbers stand at the right, below each other. */
  readonly number?: boolean;
}

/** A table whose first column names the rows. Wider than the screen it scrolls by itself, also by keyboard. */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Renderable[])[],
): Html {
  const kind = (index: number) => (columns[index]?.number ? 'number' : '');
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, index) => html`<th scope="col" class="${kind(index)}">${column.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell, index) => html`<td class="${kind(index + 1)}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
