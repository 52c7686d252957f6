import { html, type Html } from '../lib/html.ts';
import { instantText } from './dates.ts';

/** How much a tracker lets us ask, as it said itself. */
export interface TrackerLimits {
  /** Nothing is sent before `until`; `scope` names the one endpoint or issue it is about, null is everything. */
  readonly pauses: readonly {
    readonly scope: string | null;
    readonly until: Date;
    readonly reason: string;
  }[];
  /** Requests left of so many; null where the tracker does not say. */
  readonly left: { readonly remaining: number; readonly of: number } | null;
}

/** One line for each pause: what waits, until when and why. */
export function pauseLines({ pauses }: TrackerLimits, timeZone: string): Html {
  return html`${pauses.map(
    ({ scope, until, reason }) =>
      html`<p>
        <span class="flag late">Left alone</span> ${scope !== null && html`<code>${scope}</code> `}until
        ${instantText(until, timeZone)}: ${reason}.
      </p>`,
  )}`;
}

/** What is left of the limit, as a fact of the tracker's card. */
export function leftFact({ left }: TrackerLimits): Html | null {
  if (left === null) return null;
  return html`<dt>Requests left</dt>
    <dd>${left.remaining} of ${left.of}</dd>`;
}
