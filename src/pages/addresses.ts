import type { IncidentSelection } from '../reports/incident-selection.ts';
import type { NamedSelection } from '../reports/narrowings.ts';
import type { SearchSelection } from '../reports/search-hit.ts';
import { filterQuery } from './filter-query.ts';
import { path, withAnchor, withQuery, type Address } from '../lib/html.ts';

/** Which slice of the reports a page shows; null is everything, or the last complete week. */
export interface ReportScope {
  readonly week: string | null;
  readonly team: string | null;
}

/** What the list of items is narrowed to; null does not narrow. The week by its name. */
export type ItemFilter = NamedSelection;

/** What the list of incidents is narrowed to; null does not narrow. The week by its name. */
export type IncidentFilter = Omit<IncidentSelection, 'week'> & { readonly week: string | null };

export const agendaAddress = path`/agenda`;
export const queueAddress = path`/queue`;

/** The action items, narrowed to what is given. */
export function itemsAddress(filter: Partial<ItemFilter> = {}): Address {
  return withQuery(path`/`, filterQuery(filter));
}

/** One of the weekly reports. */
export function reportAddress(
  report: 'completion' | 'repeats' | 'programme' | 'slips',
  scope: Partial<ReportScope> = {},
): Address {
  return withQuery(path`/${report}`, { week: scope.week, team: scope.team });
}

/** A postmortem; with an item's id, the item's own place on its page. Trackers link back here. */
export function postmortemAddress(postmortemId: string, itemId?: string): Address {
  const page = path`/postmortems/${postmortemId}`;
  return itemId === undefined ? page : withAnchor(page, itemAnchor(itemId));
}

/** The `id` of an item on the page of its postmortem. */
export function itemAnchor(itemId: string): string {
  return `ai-${itemId}`;
}

/** One item by its id alone; answers with a redirect to its place on the page of its postmortem. */
export function itemAddress(itemId: string): Address {
  return path`/action-items/${itemId}`;
}

/** The incidents, narrowed to what is given. */
export function incidentsAddress(filter: Partial<IncidentFilter> = {}): Address {
  const { text, ...words } = filter;
  return withQuery(path`/incidents`, { ...words, q: text });
}

/** Where what people say of suggested pairs is sent. */
export const decisionsAddress = path`/repeats/decisions`;

/** One incident by its id. */
export function incidentAddress(incidentId: string): Address {
  return path`/incidents/${incidentId}`;
}

/** Where everything recorded is found by its words; narrowed to what is given. */
export function searchAddress(
  selection: Partial<SearchSelection> = {},
  cursor: string | null = null,
): Address {
  const { text, ...words } = selection;
  return withQuery(path`/search`, { q: text, ...words, cursor });
}
