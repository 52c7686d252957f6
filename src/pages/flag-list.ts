import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { ItemRow } from '../reports/item-row.ts';
import { itemsAddress, type ItemFilter } from './addresses.ts';
import { dayText } from './dates.ts';
import { flagName, flagOrder, flagTone } from './flag-words.ts';

/** Why an item needs a human: each flag with since when, the facts, and what to do about it. */
export function flagReasons(flags: ItemRow['flags'], timeZone: string): Html | null {
  if (flags.length === 0) return null;
  return html`<ul class="reasons" aria-label="Flags">
    ${flags.map(
      (flag) =>
        html`<li>
          <span class="flag ${flagTone(flag.kind)}">${flagName(flag.kind)}</span>
          <p>
            ${flag.evidence} <span class="since">Since ${dayText(flag.since, timeZone)}.</span>
            <span class="next">${flag.nextStep}</span>
          </p>
        </li>`,
    )}
  </ul>`;
}

/** How many items carry each flag, each number a link to them; flags nobody carries are left out. */
export function flagCounts(counts: CompletionReport['flags'], filter: Partial<ItemFilter>): Html | null {
  const raised = flagOrder.filter((kind) => counts[kind] > 0 || kind === filter.flag);
  if (raised.length === 0) return null;
  return html`<ul class="flag-counts" aria-label="Items by flag">
    ${raised.map((kind) => {
      const current = kind === filter.flag;
      const address = itemsAddress({ ...filter, flag: current ? null : kind });
      return html`<li class="${flagTone(kind)}">
        <a href="${address}" ${current && html`aria-current="true"`}
          ><b>${counts[kind]}</b> ${flagName(kind)}</a
        >
      </li>`;
    })}
  </ul>`;
}
