import { html, type Html } from '../lib/html.ts';
import { incidentAddress, incidentsAddress, type IncidentFilter } from './addresses.ts';
import { digits } from './wording.ts';

/** A number of incidents as the link to them. */
export function incidentsLink(n: number, filter: Partial<IncidentFilter>): Html {
  return html`<a class="figure" href="${incidentsAddress(filter)}">${digits(n)}</a>`;
}

/** Ids are kept on one line unless they are long, as those that are made from the names of files. */
const shortId = 14;

/** An incident's id as the link to it. */
export function incidentLink(id: string): Html {
  return html`<a class="${id.length > shortId ? '' : 'nowrap'}" href="${incidentAddress(id)}">${id}</a>`;
}
