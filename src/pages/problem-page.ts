import { html } from '../lib/html.ts';
import { itemsAddress } from './addresses.ts';
import { layout, type Frame } from './layout.ts';

/** What a browser is shown instead of a page: what is wrong and what to do. */
export function problemPage(
  frame: Frame,
  problem: { readonly status: number; readonly title: string; readonly detail: string },
): string {
  return layout(frame, {
    title: problem.title,
    section: null,
    lead: html`<p class="muted">Error ${problem.status}</p>`,
    body: html`<p>${problem.detail}</p>
      <p class="block"><a href="${itemsAddress()}">Back to the action items</a></p>`,
  });
}
