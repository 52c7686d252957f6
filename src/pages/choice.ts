import { html, type Html } from '../lib/html.ts';

/** A labelled select of a plain GET form; its first option narrows nothing. */
export function choice(field: {
  readonly label: string;
  readonly name: string;
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly chosen: string | null;
}): Html {
  return html`<div class="field">
    <label for="${field.name}">${field.label}</label>
    <select id="${field.name}" name="${field.name}">
      <option value="">${field.all}</option>
      ${field.options.map(
        ({ value, name }) =>
          html`<option value="${value}" ${value === field.chosen && html`selected`}>${name}</option>`,
      )}
    </select>
  </div>`;
}
