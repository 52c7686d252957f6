import type { Database } from '../db/database.ts';
import { needsItems, type IncidentSelection } from '../reports/incident-selection.ts';
import { incidentsList, type IncidentRow } from '../reports/incidents-list.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { askIncidents, askRepeatFacts, type Ownership } from './ask-repeats.ts';

/** The incidents of a selection, the latest first. Behind a number of a report there are as many as the number says. */
export async function askIncidentList(
  db: Database,
  ownership: Ownership,
  asked: Pick<ReportRequest, 'now' | 'timeZone' | 'policy'>,
  selection: IncidentSelection,
): Promise<readonly IncidentRow[]> {
  const { week, team, of } = selection;
  const request = { ...asked, week, team };
  const teams = team === null ? null : [team];
  if (needsItems(of)) {
    const facts = await askRepeatFacts(db, ownership, request, teams);
    return incidentsList(facts, facts, request, selection);
  }
  const known = await askIncidents(db, ownership, request, teams);
  return incidentsList(known, null, request, selection);
}
