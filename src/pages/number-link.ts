import { html, type Html } from '../lib/html.ts';
import { itemsAddress, type ItemFilter } from './addresses.ts';
import { digits, percentNote } from './wording.ts';

/** A number of items as the link to them. */
export function numberLink(n: number, filter: Partial<ItemFilter>): Html {
  return html`<a class="${n === 0 ? 'figure nil' : 'figure'}" href="${itemsAddress(filter)}"
    >${digits(n)}</a
  >`;
}

/** `3 of 4` with both numbers as links, and the percentage where there are enough; a dash of nothing. */
export function shareLinks(
  [part, ofPart]: readonly [number, Partial<ItemFilter>],
  [whole, ofWhole]: readonly [number, Partial<ItemFilter>],
): Html | string {
  if (whole === 0) return '–';
  return html`${numberLink(part, ofPart)} of ${numberLink(whole, ofWhole)}${percentNote(part, whole)}`;
}
