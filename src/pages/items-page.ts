import { html, withQuery, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { ItemRow } from '../reports/item-row.ts';
import { itemsAddress, type ItemFilter } from './addresses.ts';
import { itemsDataAddress } from './filter-query.ts';
import { flagCounts } from './flag-list.ts';
import { flagName, flagOrder } from './flag-words.ts';
import { itemCard } from './item-card.ts';
import { filterForm, filterSentence, isNarrowed, narrowingList } from './items-filter.ts';
import { layout, type Frame } from './layout.ts';
import { count, digits } from './wording.ts';

export interface ItemsView {
  readonly filter: ItemFilter;
  /** The items of this page of the list. */
  readonly items: readonly ItemRow[];
  /** How many match the filter in all. */
  readonly total: number;
  /** How many different items these are. */
  readonly different: number;
  /** Items per flag within the filter, its flag left aside. */
  readonly flags: CompletionReport['flags'];
  /** Whether anything was ever imported. */
  readonly anyItems: boolean;
  readonly nextCursor: string | null;
}

/** The front page: action items, those that need a human first, each under its most urgent flag. */
export function itemsPage(frame: Frame, view: ItemsView): string {
  return layout(frame, {
    title: 'Action items',
    section: 'items',
    lead: lead(frame, view),
    body: html`${narrowingList(frame, view.filter)} ${flagCounts(view.flags, view.filter)}
    ${view.anyItems && filterForm(frame, view.filter)}
    ${view.items.length === 0 ? emptyState(view) : groups(frame, view)} ${nextPage(view)}`,
  });
}

function lead(frame: Frame, view: ItemsView): Html {
  if (!view.anyItems) {
    return html`<p class="muted">What your postmortems promised, and whether it happens.</p>`;
  }
  const { total, different, items, filter } = view;
  const twice =
    different < total &&
    ` for ${count(different, 'different item')}: an item stands here each time it is in the number`;
  const shown = items.length < total && `, ${digits(items.length)} on this page`;
  return html`${isNarrowed(filter) && html`<p>${filterSentence(frame, filter)}</p>`}
    <p class="muted">
      ${count(total, twice ? 'entry' : 'item', twice ? 'entries' : 'items')}${twice}${shown}.
      ${total > 0 && files(filter)}
    </p>`;
}

/** The same list as files. */
function files(filter: ItemFilter): Html {
  return html`As <a href="${itemsDataAddress(filter, 'csv')}">CSV</a> or
    <a href="${itemsDataAddress(filter, 'json')}">JSON</a>.`;
}

function groups(frame: Frame, view: ItemsView): Html {
  const mostUrgent = (item: ItemRow) =>
    item.flags.find((flag) => flag.kind === view.filter.flag)?.kind ??
    flagOrder.find((kind) => item.flags.some((flag) => flag.kind === kind)) ??
    null;
  const byFlag = Map.groupBy(view.items, mostUrgent);
  const order = [...flagOrder, null].flatMap((kind) => {
    const items = byFlag.get(kind);
    return items ? [{ name: kind === null ? 'Nothing flagged' : flagName(kind), items }] : [];
  });
  return html`${order.map(
    ({ name, items }) =>
      html`<section>
        <h2>${name} <span class="muted">${items.length}</span></h2>
        <ol class="items">
          ${items.map((item) => html`<li>${itemCard(frame, item)}</li>`)}
        </ol>
      </section>`,
  )}`;
}

function emptyState(view: ItemsView): Html {
  if (!view.anyItems) {
    return html`<div class="empty">
      <strong>No postmortem has been imported yet.</strong>
      <p>Give Followthrough a file or a folder of them, and their action items appear here:</p>
      <p><code>npx followthrough import docs/postmortems</code></p>
    </div>`;
  }
  if (isNarrowed(view.filter)) {
    return html`<div class="empty">
      <strong>Nothing matches this filter.</strong>
      <p><a href="${itemsAddress()}">Show all action items</a></p>
    </div>`;
  }
  return html`<div class="empty"><strong>No postmortem has promised anything yet.</strong></div>`;
}

function nextPage(view: ItemsView): Html | null {
  if (view.nextCursor === null) return null;
  const address = withQuery(itemsAddress(view.filter), { cursor: view.nextCursor });
  return html`<p class="block"><a class="button" rel="next" href="${address}">More items</a></p>`;
}
