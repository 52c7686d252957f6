import { href, html, type Address, type Html, type Renderable } from '../lib/html.ts';
import type { TextPiece } from '../reports/search-excerpt.ts';
import {
  searchKinds,
  type FoundItem,
  type SearchAnswer,
  type SearchHit,
  type SearchKind,
  type SearchSelection,
} from '../reports/search-hit.ts';
import { incidentAddress, postmortemAddress, searchAddress } from './addresses.ts';
import { choice } from './choice.ts';
import { dayText } from './dates.ts';
import { layout, teamName, type Frame } from './layout.ts';
import { capitalised, count, digits } from './wording.ts';

export interface SearchView extends SearchAnswer {
  readonly selection: SearchSelection;
  readonly nextCursor: string | null;
}

const kindWords: Readonly<Record<SearchKind, { readonly one: string; readonly many: string }>> = {
  postmortem: { one: 'Postmortem', many: 'Postmortems' },
  incident: { one: 'Incident', many: 'Incidents without one' },
  item: { one: 'Action item', many: 'Action items' },
};
const states = ['open', 'in_progress', 'done', 'cancelled'];

/** Everything recorded, found by its words. */
export function searchPage(frame: Frame, view: SearchView): string {
  return layout(frame, {
    title: 'Search',
    section: 'search',
    lead: html`<p class="muted">${summary(view)}</p>`,
    body: html`${searchForm(frame, view.selection)} ${view.total + othersOf(view) > 0 && kindTabs(view)}
    ${
      view.hits.length === 0
        ? emptyState(view)
        : html`<ul class="items found">
            ${view.hits.map((hit) => html`<li>${hitCard(frame, hit)}</li>`)}
          </ul>`
    }
    ${nextPage(view)}`,
  });
}

function summary({ total, hits, isCut, selection }: SearchView): Html {
  const shown = hits.length < total ? `, ${digits(hits.length)} on this page` : '';
  const order = selection.text === null ? 'the latest incident first' : 'the best first';
  return html`${digits(total)} found${shown}${total > 1 && `, ${order}`}.
  ${isCut && 'That is a lot of words: only the first of them were looked for.'}`;
}

function searchForm(frame: Frame, selection: SearchSelection): Html {
  const { text, kind, service, severity, from, to, cause, state, team } = selection;
  const teams = frame.teams.map(({ id, name }) => ({ value: id, name }));
  const other =
    team !== null && !teams.some(({ value }) => value === team) ? [{ value: team, name: team }] : [];
  return html`<form
    class="filter"
    method="get"
    action="${searchAddress()}"
    role="search"
    aria-label="Everything recorded"
  >
    <div class="field words">
      <label for="q">Words, beginnings of words, “several words” in quotes, −without</label>
      <input id="q" name="q" type="search" value="${text}" autocomplete="off" />
    </div>
    <button type="submit">Search</button>
    ${kind !== null && html`<input type="hidden" name="kind" value="${kind}" />`}
    ${choice({ label: 'Team', name: 'team', all: 'All teams', options: [...teams, ...other], chosen: team })}
    ${choice({
      label: 'State of items',
      name: 'state',
      all: 'Any state',
      options: states.map((one) => ({ value: one, name: capitalised(one) })),
      chosen: state,
    })}
    ${field('Service', 'service', service)} ${field('Severity', 'severity', severity)}
    ${field('Cause', 'cause', cause)} ${field('From', 'from', from, 'date')} ${field('To', 'to', to, 'date')}
    ${isNarrowed(selection) && html`<a class="clear" href="${searchAddress()}">Clear</a>`}
  </form>`;
}

function field(label: string, name: string, value: string | null, type = 'text'): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="off" />
  </div>`;
}

/** How many there are of each kind, as links to them alone. */
function kindTabs({ counts, selection }: SearchView): Html {
  const all = counts.postmortem + counts.incident + counts.item;
  const tab = (kind: SearchKind | null, name: string, n: number) => {
    const here = selection.kind === kind && html` aria-current="true"`;
    return html`<li>
      <a href="${searchAddress({ ...selection, kind })}" ${here}>${name}</a>
      <span class="muted">${digits(n)}</span>
    </li>`;
  };
  return html`<ul class="kinds" aria-label="Kinds">
    ${tab(null, 'All', all)}
    ${searchKinds
      .filter((kind) => counts[kind] > 0 || selection.kind === kind)
      .map((kind) => tab(kind, kindWords[kind].many, counts[kind]))}
  </ul>`;
}

function othersOf({ counts, total }: SearchView): number {
  return counts.postmortem + counts.incident + counts.item - total;
}

function hitCard(frame: Frame, hit: SearchHit): Html {
  return html`<article>
    <h2><a href="${addressOf(hit)}">${pieces(hit.titlePieces)}</a></h2>
    <p class="origin">${originLine(frame, hit)}</p>
    ${
      hit.excerpt &&
      html`<p class="excerpt">
        <span class="muted">${capitalised(hit.excerpt.of)}:</span> ${pieces(hit.excerpt.pieces)}
      </p>`
    }
  </article>`;
}

function addressOf({ kind, id, postmortem, incident }: SearchHit): Address {
  if (postmortem === null) return incidentAddress(incident);
  return postmortemAddress(postmortem, kind === 'item' ? id : undefined);
}

function originLine(frame: Frame, hit: SearchHit): Html {
  const { kind, incident, severity, services, startedAt, item } = hit;
  const rest = [
    severity,
    startedAt && dayText(startedAt, frame.timeZone),
    services.join(', '),
    item && teamName(frame, item.team),
    item && capitalised(item.state),
    item && (item.owner ?? 'no owner'),
    item && (item.due ? `due ${dayText(item.due, frame.timeZone)}` : 'no due date'),
    item?.isWithdrawn && 'no longer in its document',
  ].filter((part) => typeof part === 'string' && part !== '');
  return html`${kindWords[kind].one} ·
    <a href="${incidentAddress(incident)}">${incident}</a> ${rest.map((part) => html` · ${part}`)}
    ${item?.issue && html` · ${issueLink(item.issue)}`}`;
}

function issueLink({ key, url }: NonNullable<FoundItem['issue']>): Renderable {
  const address = href(url);
  return address ? html`<a href="${address}">${key}</a>` : key;
}

function pieces(all: readonly TextPiece[]): readonly Html[] {
  return all.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : html`${text}`));
}

function emptyState({ selection, counts }: SearchView): Html {
  const elsewhere = counts.postmortem + counts.incident + counts.item;
  if (!isNarrowed(selection)) {
    return html`<div class="empty">
      <strong>Nothing is recorded yet.</strong>
      <p>Give a postmortem, and it is found here by its words:</p>
      <p><code>npx followthrough import docs/postmortems</code></p>
    </div>`;
  }
  return html`<div class="empty">
    <strong>Nothing has all of that.</strong>
    <p>
      ${
        elsewhere > 0
          ? html`<a href="${searchAddress({ ...selection, kind: null })}"
              >Show the ${count(elsewhere, 'other')}</a
            >`
          : 'Leave a word out, give only its beginning, or narrow less.'
      }
    </p>
  </div>`;
}

function nextPage({ selection, nextCursor }: SearchView): Html | null {
  if (nextCursor === null) return null;
  return html`<p class="block">
    <a class="button" rel="next" href="${searchAddress(selection, nextCursor)}">More</a>
  </p>`;
}

function isNarrowed(selection: SearchSelection): boolean {
  return Object.values(selection).some((value) => value !== null);
}
