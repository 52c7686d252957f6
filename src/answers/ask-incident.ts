import type { Database } from '../db/database.ts';
import { findIncidentStory } from '../db/incident-store.ts';
import { findPostmortemByIncident } from '../db/postmortem-store.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { listVerdictsOn } from '../db/repeat-verdict-store.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import { flagContext } from '../flags/flag-context.ts';
import { inOrderOfStart } from '../incidents/repeats.ts';
import { incidentRow } from '../reports/incidents-list.ts';
import type { IncidentView } from '../reports/incident-view.ts';
import { rowsOf } from '../reports/items-report.ts';
import type { ListRequest } from '../reports/report-request.ts';

/** Everything known of one incident as it stands now; null when none is recorded under that id. */
export async function askIncident(
  db: Database,
  { now, timeZone, policy }: Pick<ListRequest, 'now' | 'timeZone' | 'policy'>,
  id: string,
): Promise<IncidentView | null> {
  const { incidents, book } = await knownIncidents(db, policy.repeatWindowDays);
  const incident = incidents.find((known) => known.id === id);
  if (!incident) return null;
  const postmortem = await findPostmortemByIncident(db, id);
  const items = postmortem ? await loadTrackedItems(db, { postmortemId: postmortem.id }) : [];
  const rowOf = (one: typeof incident) => incidentRow(one, { book });
  return {
    incident: rowOf(incident),
    ...(await findIncidentStory(db, id)),
    postmortem: postmortem && { id: postmortem.id, title: postmortem.title },
    line: book.lineOf(id).map(rowOf),
    repeatedBy: inOrderOfStart(incidents.filter((other) => book.repeatOf(other.id)?.repeats.id === id)).map(
      rowOf,
    ),
    decisions: await listVerdictsOn(db, id),
    items: rowsOf(items, flagContext({ asOf: now, timeZone, policy, repeats: book })),
  };
}
