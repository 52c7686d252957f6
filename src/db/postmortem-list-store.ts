import { count, desc, eq, isNull, and, sql } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { actionItem, incident, postmortem } from './schema.ts';

/** One postmortem as lists show it. */
export interface ListedPostmortem {
  readonly id: string;
  readonly title: string;
  /** Path, URL or name the document came under. */
  readonly source: string;
  readonly incident: string;
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly startedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly recordedAt: Date;
  readonly editedAt: Date;
  /** Those the document still has. */
  readonly actionItems: number;
}

/** A stretch of all postmortems, those recorded last first, and how many there are. */
export async function listPostmortems(
  db: Handle,
  { from, count: length }: { readonly from: number; readonly count: number },
): Promise<{ readonly postmortems: readonly ListedPostmortem[]; readonly total: number }> {
  const [sum] = await db.select({ total: count() }).from(postmortem);
  const postmortems = await db
    .select({
      id: postmortem.id,
      title: postmortem.title,
      source: postmortem.source,
      incident: postmortem.incidentId,
      severity: incident.severity,
      services: incident.services,
      startedAt: incident.startedAt,
      publishedAt: postmortem.publishedAt,
      recordedAt: postmortem.recordedAt,
      editedAt: postmortem.editedAt,
      actionItems: sql<number>`(${db
        .select({ number: count() })
        .from(actionItem)
        .where(and(eq(actionItem.postmortemId, postmortem.id), isNull(actionItem.withdrawnAt)))})`.mapWith(
        Number,
      ),
    })
    .from(postmortem)
    .innerJoin(incident, eq(incident.id, postmortem.incidentId))
    .orderBy(desc(postmortem.recordedAt), postmortem.id)
    .offset(from)
    .limit(length);
  return { postmortems, total: sum?.total ?? 0 };
}
