import { asc, eq, sql } from 'drizzle-orm';
import type { Incident, PairVerdict } from '../incidents/incident.ts';
import type { Handle } from './database.ts';
import { incident, pairVerdict, postmortem } from './schema.ts';

/** Every incident known, with when its postmortem was published. */
export async function loadIncidents(db: Handle): Promise<Incident[]> {
  const published = sql<string | null>`coalesce(${postmortem.publishedAt}, ${postmortem.recordedAt})`;
  const rows = await db
    .select({ incident, published })
    .from(incident)
    .leftJoin(postmortem, eq(postmortem.incidentId, incident.id))
    .orderBy(asc(incident.startedAt), asc(incident.id));
  return rows.map((row) => ({
    id: row.incident.id,
    title: row.incident.title,
    severity: row.incident.severity,
    services: row.incident.services,
    causes: row.incident.causes,
    repeats: row.incident.repeats,
    customerVisible: row.incident.customerVisible,
    startedAt: row.incident.startedAt,
    endedAt: row.incident.endedAt,
    postmortemPublishedAt: row.published === null ? null : new Date(row.published),
    summary: row.incident.summary,
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
