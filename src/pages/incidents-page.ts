import { html, withQuery, type Html } from '../lib/html.ts';
import { incidentParts, type IncidentPart } from '../reports/incident-selection.ts';
import type { IncidentRow } from '../reports/incidents-list.ts';
import { incidentsAddress, reportAddress, type IncidentFilter } from './addresses.ts';
import { choice } from './choice.ts';
import { dataTable } from './data-table.ts';
import { dayText } from './dates.ts';
import { incidentLink } from './incident-links.ts';
import { layout, teamName, type Frame } from './layout.ts';
import { capitalised, count, digits, listText } from './wording.ts';

export interface IncidentsView {
  readonly filter: IncidentFilter;
  /** The incidents of this page of the list. */
  readonly incidents: readonly IncidentRow[];
  /** How many match the filter in all. */
  readonly total: number;
  readonly nextCursor: string | null;
}

/** Which number a list is behind, in words. */
const partWords: Readonly<Record<IncidentPart, string>> = {
  incidents: 'all of the 13 weeks',
  repeats: 'repeats of the 13 weeks',
  preventable: 'preventable repeats of the 13 weeks',
  'week-incidents': 'all of the week',
  'week-repeats': 'repeats of the week',
  'week-preventable': 'preventable repeats of the week',
  cleared: 'all items finished long enough to judge',
  held: 'of those, not come back',
  qualifying: 'need a postmortem',
  'with-postmortem': 'of those, have one',
  'within-limit': 'of those, in time',
  missing: 'still without one',
};

/** Incidents, and the lists behind the numbers of the reports about them. */
export function incidentsPage(frame: Frame, view: IncidentsView): string {
  return layout(frame, {
    title: 'Incidents',
    section: 'incidents',
    lead: html`<p class="muted">${summary(frame, view)}</p>`,
    body: html`${filterForm(frame, view.filter)}
    ${
      view.incidents.length === 0
        ? emptyState(view)
        : html`<div class="block">${incidentTable(frame, view.incidents)}</div>`
    }
    ${nextPage(view)}`,
  });
}

function summary(frame: Frame, { filter, total, incidents }: IncidentsView): Html {
  const { of, week, team } = filter;
  const report = of !== null && ['qualifying', 'with-postmortem', 'within-limit', 'missing'].includes(of);
  const which = of === null ? '' : `: ${partWords[of]}`;
  const shown = incidents.length < total ? `, ${digits(incidents.length)} on this page` : '';
  return html`${count(total, 'incident')}${which}${team ? ` · ${teamName(frame, team)}` : ''}${shown}.
  ${
    of &&
    html`As of
      <a href="${reportAddress(report ? 'programme' : 'repeats', { week, team })}">the report of ${week}</a>.`
  }`;
}

function filterForm(frame: Frame, filter: IncidentFilter): Html {
  const teams = frame.teams.map(({ id, name }) => ({ value: id, name }));
  const parts = incidentParts.map((part) => ({ value: part, name: capitalised(partWords[part]) }));
  return html`<form
    class="filter"
    method="get"
    action="${incidentsAddress()}"
    role="search"
    aria-label="Incidents"
  >
    <input type="hidden" name="week" value="${filter.week}" />
    ${choice({ label: 'Which', name: 'of', all: 'Ever recorded', options: parts, chosen: filter.of })}
    ${choice({ label: 'Team', name: 'team', all: 'All teams', options: teams, chosen: filter.team })}
    <div class="field">
      <label for="service">Service</label>
      <input id="service" name="service" value="${filter.service}" autocomplete="off" />
    </div>
    <div class="field">
      <label for="severity">Severity</label>
      <input id="severity" name="severity" value="${filter.severity}" autocomplete="off" />
    </div>
    <div class="field search">
      <label for="q">Text, service, cause or id</label>
      <input id="q" name="q" type="search" value="${filter.text}" autocomplete="off" />
    </div>
    <button type="submit">Show</button>
    ${isNarrowed(filter) && html`<a class="clear" href="${incidentsAddress()}">Clear</a>`}
  </form>`;
}

function incidentTable(frame: Frame, rows: readonly IncidentRow[]): Html {
  return dataTable(
    'Incidents, the latest first',
    [
      { name: 'Incident' },
      { name: 'What happened' },
      { name: 'Severity' },
      { name: 'Services' },
      { name: 'Started' },
      { name: 'Repeats' },
      { name: 'Postmortem' },
    ],
    rows.map((row) => [
      incidentLink(row.id),
      row.title,
      row.severity ?? 'not given',
      listText(row.services),
      row.startedAt ? dayText(row.startedAt, frame.timeZone) : 'not known',
      row.repeats && incidentLink(row.repeats),
      row.postmortemPublishedAt ? dayText(row.postmortemPublishedAt, frame.timeZone) : 'none',
    ]),
  );
}

function emptyState({ filter }: IncidentsView): Html {
  if (isNarrowed(filter)) {
    return html`<div class="empty">
      <strong>No incident matches.</strong>
      <p><a href="${incidentsAddress()}">Show all incidents</a></p>
    </div>`;
  }
  return html`<div class="empty">
    <strong>No incident is recorded yet.</strong>
    <p>They come with postmortems, or without one from a file of yours:</p>
    <p><code>npx followthrough incident import incidents.csv</code></p>
  </div>`;
}

function nextPage({ filter, nextCursor }: IncidentsView): Html | null {
  if (nextCursor === null) return null;
  const address = withQuery(incidentsAddress(), { ...queryOf(filter), cursor: nextCursor });
  return html`<p class="block"><a class="button" rel="next" href="${address}">More incidents</a></p>`;
}

function queryOf({ text, ...filter }: IncidentFilter) {
  return { ...filter, q: text };
}

function isNarrowed({ of, team, service, severity, text }: IncidentFilter): boolean {
  return Boolean(of ?? team ?? service ?? severity ?? text);
}
