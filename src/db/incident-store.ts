import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Incident, PairVerdict } from '../incidents/incident.ts';
import type { IncidentText } from '../incidents/likeness.ts';
import type { Handle } from './database.ts';
import { incident, pairVerdict, postmortem } from './schema.ts';

/** Every incident known, with when its postmortem was published. */
export async function loadIncidents(db: Handle): Promise<Incident[]> {
  const rows = await db
    .select({
      id: incident.id,
      title: incident.title,
      severity: incident.severity,
      services: incident.services,
      causes: incident.causes,
      repeats: incident.repeats,
      customerVisible: incident.customerVisible,
      startedAt: incident.startedAt,
      endedAt: incident.endedAt,
      published: sql<string | null>`coalesce(${postmortem.publishedAt}, ${postmortem.recordedAt})`,
    })
    .from(incident)
    .leftJoin(postmortem, eq(postmortem.incidentId, incident.id))
    .orderBy(asc(incident.startedAt), asc(incident.id));
  return rows.map(({ published, ...row }) => ({
    ...row,
    postmortemPublishedAt: published === null ? null : new Date(published),
  }));
}

/** What people said of suggested repeats. */
export async function loadPairVerdicts(db: Handle): Promise<PairVerdict[]> {
  return db
    .select({
      incidentId: pairVerdict.incidentId,
      repeatsId: pairVerdict.repeatsId,
      verdict: pairVerdict.verdict,
    })
    .from(pairVerdict);
}

/** What is compared of the incidents with these ids, by id. */
export async function loadIncidentTexts(
  db: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IncidentText & Pick<Incident, 'startedAt'>>> {
  const rows = await db
    .select({
      id: incident.id,
      title: incident.title,
      summary: incident.summary,
      rootCause: incident.rootCause,
      services: incident.services,
      causes: incident.causes,
      startedAt: incident.startedAt,
    })
    .from(incident)
    .where(inArray(incident.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What happened and why, in the words of the postmortem or of whoever recorded it. */
export async function findIncidentStory(
  db: Handle,
  id: string,
): Promise<{ readonly summary: string | null; readonly rootCause: string | null }> {
  const [row] = await db
    .select({ summary: incident.summary, rootCause: incident.rootCause })
    .from(incident)
    .where(eq(incident.id, id));
  return row ?? { summary: null, rootCause: null };
}
