import type { Request } from 'express';
import { askIncidentList } from '../answers/ask-incidents.ts';
import type { Config } from '../config/config.ts';
import type { IncidentsView } from '../pages/incidents-page.ts';
import { incidentPartNamed, incidentParts, type IncidentSelection } from '../reports/incident-selection.ts';
import type { IncidentRow } from '../reports/incidents-list.ts';
import { HttpProblem } from './http-problem.ts';
import { cursorOf, queryText, requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const perPage = 100;

/** What a list of incidents is narrowed to: with a week and no part to the incidents that its reports count. */
export function requestedIncidents(request: Request, config: Config, now: Date): IncidentSelection {
  const { week, team } = requestedReport(request, config, now);
  const name = queryText(request, 'of');
  const of = name === null ? null : incidentPartNamed(name);
  if (name !== null && of === null) {
    const known = incidentParts.join(', ');
    throw new HttpProblem(404, 'No such list', `There is no list of "${name}". There are: ${known}.`);
  }
  return {
    of,
    week,
    team,
    service: queryText(request, 'service'),
    severity: queryText(request, 'severity'),
    text: queryText(request, 'q'),
  };
}

/** All incidents that a request asks for. */
export async function requestedRows(
  { config, db, clock }: WebContext,
  request: Request,
): Promise<{ readonly selection: IncidentSelection; readonly rows: readonly IncidentRow[] }> {
  const now = clock();
  const selection = requestedIncidents(request, config, now);
  const { policy, organisation } = config;
  const scope = { now, timeZone: organisation.timeZone, policy };
  return { selection, rows: await askIncidentList(db, config, scope, selection) };
}

/** The page of them that it asks for. */
export async function requestedPage(context: WebContext, request: Request): Promise<IncidentsView> {
  const from = cursorOf(request);
  const { selection, rows } = await requestedRows(context, request);
  const next = from + perPage;
  return {
    filter: { ...selection, week: selection.week.name },
    incidents: rows.slice(from, next),
    total: rows.length,
    nextCursor: next < rows.length ? String(next) : null,
  };
}
