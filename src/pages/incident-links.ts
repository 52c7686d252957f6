import { html, type Html } from '../lib/html.ts';
import { incidentAddress, incidentsAddress, type IncidentFilter } from './addresses.ts';
import { digits } from './wording.ts';

/** A number of incidents as the link to them. */
export function incidentsLink(n: number, filter: Partial<IncidentFilter>): Html {
  return html`<a class="figure" href="${incidentsAddress(filter)}">${digits(n)}</a>`;
}

/** An incident's id as the link to it. */
export function incidentLink(id: string): Html {
  return html`<a href="${incidentAddress(id)}">${id}</a>`;
}
