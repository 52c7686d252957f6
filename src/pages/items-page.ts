import { html, withQuery, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { ItemRow } from '../reports/item-row.ts';
import { itemsAddress, type ItemFilter } from './addresses.ts';
import { flagCounts } from './flag-list.ts';
import { flagName, flagOrder } from './flag-words.ts';
import { itemCard } from './item-card.ts';
import { choice } from './choice.ts';
import { layout, type Frame } from './layout.ts';
import { capitalised, count } from './wording.ts';

export interface ItemsView {
  readonly filter: ItemFilter;
  /** The items of this page of the list. */
  readonly items: readonly ItemRow[];
  /** How many match the filter in all. */
  readonly total: number;
  /** Items per flag within the filter, its flag left aside. */
  readonly flags: CompletionReport['flags'];
  /** Whether anything was ever imported. */
  readonly anyItems: boolean;
  readonly nextCursor: string | null;
}

const states = ['open', 'in_progress', 'done', 'cancelled'];

/** The front page: action items, those that need a human first, each under its most urgent flag. */
export function itemsPage(frame: Frame, view: ItemsView): string {
  return layout(frame, {
    title: 'Action items',
    section: 'items',
    lead: html`<p class="muted">${summary(view)}</p>`,
    body: html`${flagCounts(view.flags, view.filter)} ${view.anyItems && filterForm(frame, view.filter)}
    ${view.items.length === 0 ? emptyState(view) : groups(frame, view)} ${nextPage(view)}`,
  });
}

function summary(view: ItemsView): string {
  if (!view.anyItems) return 'What your postmortems promised, and whether it happens.';
  const shown = view.items.length < view.total ? `, ${view.items.length} on this page` : '';
  return `${count(view.total, 'item')}${isNarrowed(view.filter) ? ' match the filter' : ''}${shown}.`;
}

function filterForm(frame: Frame, filter: ItemFilter): Html {
  const teams = frame.teams.map(({ id, name }) => ({ value: id, name }));
  const flags = flagOrder.map((kind) => ({ value: kind, name: flagName(kind) }));
  return html`<form
    class="filter"
    method="get"
    action="${itemsAddress()}"
    role="search"
    aria-label="Action items"
  >
    ${choice({ label: 'Team', name: 'team', all: 'All teams', options: teams, chosen: filter.team })}
    ${choice({ label: 'Flag', name: 'flag', all: 'Any or none', options: flags, chosen: filter.flag })}
    ${choice({
      label: 'State',
      name: 'state',
      all: 'Any state',
      options: states.map((state) => ({ value: state, name: capitalised(state) })),
      chosen: filter.state,
    })}
    <div class="field search">
      <label for="q">Text, incident or issue</label>
      <input id="q" name="q" type="search" value="${filter.text}" autocomplete="off" />
    </div>
    <button type="submit">Show</button>
    ${isNarrowed(filter) && html`<a class="clear" href="${itemsAddress()}">Clear</a>`}
  </form>`;
}

function groups(frame: Frame, view: ItemsView): Html {
  const lead = (item: ItemRow) =>
    item.flags.find((flag) => flag.kind === view.filter.flag)?.kind ??
    flagOrder.find((kind) => item.flags.some((flag) => flag.kind === kind)) ??
    null;
  const byFlag = Map.groupBy(view.items, lead);
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

function isNarrowed(filter: ItemFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}
