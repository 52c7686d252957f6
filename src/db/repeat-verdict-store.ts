import { and, asc, desc, eq, gte, lte, or } from 'drizzle-orm';
import type { PairVerdict } from '../incidents/incident.ts';
import type { RepeatDecisionRow, RepeatQuestion } from '../reports/repeat-facts.ts';
import type { Handle } from './database.ts';
import { incident, pairVerdict } from './schema.ts';

/** What a person said of a pair, who it was, where it is known, and when. */
export interface StandingVerdict extends PairVerdict {
  readonly by: string | null;
  readonly at: Date;
}

const decision = {
  incident: pairVerdict.incidentId,
  repeats: pairVerdict.repeatsId,
  verdict: pairVerdict.verdict,
  by: pairVerdict.by,
  at: pairVerdict.at,
};

/** What stands on a pair, locked until the transaction ends; null when nobody has said anything. */
export async function lockVerdict(
  tx: Handle,
  incidentId: string,
  repeatsId: string,
): Promise<StandingVerdict | null> {
  const [row] = await tx
    .select()
    .from(pairVerdict)
    .where(and(eq(pairVerdict.incidentId, incidentId), eq(pairVerdict.repeatsId, repeatsId)))
    .for('update');
  return row ?? null;
}

/** Keeps a verdict in place of what stood before. */
export async function putVerdict(tx: Handle, verdict: StandingVerdict): Promise<void> {
  const { by, at, verdict: word } = verdict;
  await tx
    .insert(pairVerdict)
    .values(verdict)
    .onConflictDoUpdate({
      target: [pairVerdict.incidentId, pairVerdict.repeatsId],
      set: { verdict: word, by, at },
    });
}

/** What people said of incidents that started between the instants, both included; the latest word first. */
export async function loadDecisions(
  db: Handle,
  { from, through }: RepeatQuestion,
): Promise<readonly RepeatDecisionRow[]> {
  return db
    .select(decision)
    .from(pairVerdict)
    .innerJoin(incident, eq(incident.id, pairVerdict.incidentId))
    .where(and(gte(incident.startedAt, from), lte(incident.startedAt, through)))
    .orderBy(desc(pairVerdict.at), asc(pairVerdict.incidentId), asc(pairVerdict.repeatsId));
}

/** What people said of pairs that an incident is one of, the latest word first. */
export async function listVerdictsOn(db: Handle, id: string): Promise<readonly RepeatDecisionRow[]> {
  return db
    .select(decision)
    .from(pairVerdict)
    .where(or(eq(pairVerdict.incidentId, id), eq(pairVerdict.repeatsId, id)))
    .orderBy(desc(pairVerdict.at), asc(pairVerdict.incidentId), asc(pairVerdict.repeatsId));
}
