import { html, type Html } from '../lib/html.ts';
import type { ItemWithLedger } from '../reports/item-with-ledger.ts';
import { dataTable } from './data-table.ts';
import { dayText } from './dates.ts';
import { count, times } from './wording.ts';

type Ledger = ItemWithLedger['ledger'];
type Entry = Ledger['entries'][number];

const kinds: Readonly<Record<Entry['kind'], string>> = {
  promise: 'First promise',
  push: 'Pushed',
  pull: 'Brought forward',
  removal: 'Date removed',
  renewal: 'Same day again',
};

const origins: Readonly<Record<Entry['origin'], string>> = {
  document: 'the document',
  tracker: 'somebody in the tracker',
  review: 'the action review',
  followthrough: 'Followthrough',
};

/** Who made a change, or where it came from when nobody is named. */
export function authorText(entry: Pick<Entry, 'by' | 'origin'>): string {
  return entry.by ?? origins[entry.origin];
}

/** The history of an item's due date, folded; null while it has had none. `itemText` names it to who cannot see where the table stands. */
export function slipLedgerDetails(ledger: Ledger, itemText: string, timeZone: string): Html | null {
  if (ledger.entries.length === 0) return null;
  const day = (when: string | Date | null) =>
    when === null ? '–' : html`<span class="nowrap">${dayText(when, timeZone)}</span>`;
  return html`<details class="ledger">
    <summary>${ledgerSummary(ledger, timeZone)}</summary>
    ${dataTable(
      `Every due date of “${itemText}”`,
      [
        { name: 'What' },
        { name: 'From' },
        { name: 'To' },
        { name: 'Days', number: true },
        { name: 'By' },
        { name: 'When' },
      ],
      ledger.entries.map((entry) => [
        kinds[entry.kind],
        day(entry.from),
        day(entry.to),
        entry.days === null ? '–' : signed(entry.days),
        authorText(entry),
        day(entry.at),
      ]),
    )}
  </details>`;
}

function ledgerSummary({ firstDue, due, moves, daysPushed }: Ledger, timeZone: string): string {
  const first = firstDue === null ? '' : `first promised for ${dayText(firstDue, timeZone)}`;
  const pushes = moves === 0 ? 'never pushed' : `pushed ${times(moves)} by ${count(daysPushed, 'day')}`;
  const now = due === null ? ', no date now' : due === firstDue ? '' : `, now ${dayText(due, timeZone)}`;
  return `Due date: ${first}, ${pushes}${now}`;
}

function signed(days: number): string {
  return days > 0 ? `+${days}` : days < 0 ? `−${-days}` : '0';
}
