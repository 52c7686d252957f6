import { eq, inArray, sql } from 'drizzle-orm';
import type { FoundEntry } from '../reports/search-hit.ts';
import type { Handle } from './database.ts';
import { actionItem, incident, itemMoment, postmortem } from './schema.ts';

/** Incidents with what their postmortems say, by the incident's id. */
export async function loadStories(
  db: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundEntry>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: incident.id,
      title: incident.title,
      severity: incident.severity,
      services: incident.services,
      causes: incident.causes,
      startedAt: incident.startedAt,
      summary: incident.summary,
      rootCause: incident.rootCause,
      postmortem: {
        id: postmortem.id,
        title: postmortem.title,
        authors: postmortem.authors,
        source: postmortem.source,
        summary: postmortem.summary,
      },
    })
    .from(incident)
    .leftJoin(postmortem, eq(postmortem.incidentId, incident.id))
    .where(inArray(incident.id, [...ids]));
  return new Map(
    rows.map(({ postmortem: document, ...row }) => [
      row.id,
      {
        kind: document ? 'postmortem' : 'incident',
        id: document?.id ?? row.id,
        postmortem: document?.id ?? null,
        incident: row.id,
        title: document?.title ?? row.title,
        severity: row.severity,
        services: row.services,
        startedAt: row.startedAt,
        item: null,
        texts: [
          { of: 'summary', text: document?.summary ?? row.summary ?? '' },
          { of: 'root cause', text: row.rootCause ?? '' },
          { of: 'causes', text: row.causes.join(', ') },
          { of: 'authors', text: document?.authors.join(', ') ?? '' },
          { of: 'source', text: document?.source ?? '' },
          { of: 'title', text: document && document.title !== row.title ? row.title : '' },
        ],
      },
    ]),
  );
}

/** Action items as they are now, by id. */
export async function loadFoundItems(
  db: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundEntry>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ item: actionItem, incident, moment: itemMoment })
    .from(actionItem)
    .innerJoin(incident, eq(incident.id, actionItem.incidentId))
    .leftJoin(itemMoment, sql`${itemMoment.itemId} = ${actionItem.id} and ${itemMoment.to} is null`)
    .where(inArray(actionItem.id, [...ids]));
  return new Map(
    rows.map(({ item, incident: { severity, services, startedAt }, moment }) => {
      const owner = moment ? moment.assignee : item.promisedOwner;
      return [
        item.id,
        {
          kind: 'item',
          id: item.id,
          postmortem: item.postmortemId,
          incident: item.incidentId,
          title: item.text,
          severity,
          services,
          startedAt,
          item: {
            state: moment?.state ?? (item.promisedDone ? 'done' : 'open'),
            team: item.team,
            owner,
            due: moment ? moment.due : item.promisedDue,
            issue: item.issueKey && item.issueUrl ? { key: item.issueKey, url: item.issueUrl } : null,
            isWithdrawn: item.withdrawnAt !== null,
          },
          texts: [
            { of: 'test', text: item.test ?? '' },
            { of: 'owner', text: owner ?? '' },
            { of: 'promised by', text: item.promisedOwner === owner ? '' : (item.promisedOwner ?? '') },
            { of: 'section', text: item.section ?? '' },
          ],
        },
      ];
    }),
  );
}
