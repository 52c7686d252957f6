import { eq, inArray, sql } from 'drizzle-orm';
import type { Incident, PairVerdict } from '../incidents/incident.ts';
import type { IncidentText } from '../incidents/likeness.ts';
import type { Handle } from './database.ts';
import { incident, pairVerdict, postmortem } from './schema.ts';
import { instantOrNull, milliseconds } from './sql-instants.ts';

/** Every incident known, with when its postmortem was published. Read as one piece of JSON, in half the time of rows. */
export async function loadIncidents(db: Handle): Promise<Incident[]> {
  const [read] = await db.execute<{ incidents: readonly ReadIncident[] | null }>(sql`
    select json_agg(json_build_array(
      i.id, i.title, i.severity, i.services, i.causes, i.repeats, i.customer_visible,
      ${milliseconds(sql`i.started_at`)}, ${milliseconds(sql`i.ended_at`)},
      ${milliseconds(sql`coalesce(p.published_at, p.recorded_at)`)}
    )) as incidents
    from ${incident} i left join ${postmortem} p on p.incident_id = i.id`);
  return (read?.incidents ?? []).map(
    ([id, title, severity, services, causes, repeats, customerVisible, started, ended, published]) => ({
      id,
      title,
      severity,
      services,
      causes,
      repeats,
      customerVisible,
      startedAt: instantOrNull(started),
      endedAt: instantOrNull(ended),
      postmortemPublishedAt: instantOrNull(published),
    }),
  );
}

type ReadIncident = readonly [
  id: string,
  title: string,
  severity: string | null,
  services: readonly string[],
  causes: readonly string[],
  repeats: string | null,
  customerVisible: boolean | null,
  started: number | null,
  ended: number | null,
  published: number | null,
];

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
