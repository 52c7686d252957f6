import { path, withQuery, type Address } from '../lib/html.ts';
import type { NamedSelection } from '../reports/narrowings.ts';

/** A selection as the query of an address: the names that pages and API read. */
export function filterQuery(filter: Partial<NamedSelection>): Readonly<Record<string, string | null>> {
  const { text, revised, ...words } = filter;
  return { ...words, q: text ?? null, revised: revised ? 'yes' : null };
}

/** The same list for programs, whole as CSV and in stretches as JSON. */
export function itemsDataAddress(filter: Partial<NamedSelection>, format: 'csv' | 'json'): Address {
  return withQuery(path`/api/v1/action-items`, { ...filterQuery(filter), format });
}
