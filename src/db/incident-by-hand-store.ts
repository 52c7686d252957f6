import { inArray, sql } from 'drizzle-orm';
import { joined, statedIn, type FactName, type IncidentFacts } from '../incidents/incident-facts.ts';
import type { Handle } from './database.ts';
import { incidentByHand, type StoredFacts } from './incident-schema.ts';
import { insertMany, overwrite } from './many-rows.ts';
import { incident } from './schema.ts';

type IncidentRow = typeof incident.$inferInsert;

/** What people recorded of an incident, and what its postmortem states. */
export interface ByHand {
  readonly facts: IncidentFacts;
  readonly documented: readonly FactName[];
}

/** An incident as it is recorded, and what of it was recorded by hand; null when its postmortem alone speaks of it. */
export interface RecordedIncident {
  readonly facts: IncidentFacts;
  readonly recordedAt: Date;
  readonly byHand: ByHand | null;
}

/** The incidents with these ids, by id. */
export async function findRecordedIncidents(
  db: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordedIncident>> {
  const byHand = await loadByHand(db, ids);
  const rows = await db.select().from(incident).where(among(incident.id, ids));
  return new Map(
    rows.map(({ id, recordedAt, ...facts }) => [id, { facts, recordedAt, byHand: byHand.get(id) ?? null }]),
  );
}

/** Records incidents and what was said of them by hand. */
export async function putIncidentsByHand(
  db: Handle,
  recorded: readonly (RecordedIncident & { readonly id: string; readonly byHand: ByHand })[],
  at: Date,
): Promise<void> {
  await insertMany(
    db,
    incident,
    recorded.map(({ id, facts, recordedAt }) => rowOf(id, facts, recordedAt)),
    overwrite(incident, ['id', 'recordedAt']),
  );
  await insertMany(
    db,
    incidentByHand,
    recorded.map(({ id, byHand }) => ({
      incidentId: id,
      facts: stored(byHand.facts),
      documented: [...byHand.documented],
      at,
    })),
    sql`on conflict (incident_id) do update
      set facts = excluded.facts, documented = excluded.documented, at = excluded.at`,
  );
}

/** The rows of incidents as their postmortems state them, with what was recorded by hand where they say nothing. */
export async function joinedWithByHand(db: Handle, rows: readonly IncidentRow[]): Promise<IncidentRow[]> {
  const byHand = await loadByHand(
    db,
    rows.map(({ id }) => id),
  );
  const result: IncidentRow[] = [];
  for (const row of rows) {
    const known = byHand.get(row.id);
    if (!known) {
      result.push(row);
      continue;
    }
    const stated = factsOf(row);
    await db
      .update(incidentByHand)
      .set({ documented: statedIn(stated) })
      .where(sql`${incidentByHand.incidentId} = ${row.id}`);
    result.push(rowOf(row.id, joined(stated, known.facts), row.recordedAt));
  }
  return result;
}

/** Forgets an incident that no postmortem is about any more, but for what was recorded of it by hand. */
export async function leaveIncident(db: Handle, id: string): Promise<void> {
  const known = (await findRecordedIncidents(db, [id])).get(id);
  if (!known) return;
  if (known.byHand === null) {
    await db.delete(incident).where(sql`${incident.id} = ${id}`);
    return;
  }
  const { facts } = known.byHand;
  await putIncidentsByHand(
    db,
    [{ id, facts, recordedAt: known.recordedAt, byHand: { facts, documented: [] } }],
    known.recordedAt,
  );
}

async function loadByHand(db: Handle, ids: readonly string[]): Promise<Map<string, ByHand>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(incidentByHand).where(among(incidentByHand.incidentId, ids));
  return new Map(
    rows.map(({ incidentId, facts, documented }) => [incidentId, { facts: revived(facts), documented }]),
  );
}

/** A list as one parameter, since a file may name more incidents than a statement takes parameters. */
function among(column: typeof incident.id | typeof incidentByHand.incidentId, ids: readonly string[]) {
  return inArray(column, sql`(select json_array_elements_text(${JSON.stringify(ids)}::json))`);
}

function factsOf(row: IncidentRow): IncidentFacts {
  const { title, severity = null, services, causes, repeats = null, customerVisible = null } = row;
  const { startedAt = null, endedAt = null, summary = null, rootCause = null } = row;
  return {
    title,
    severity,
    services,
    causes,
    repeats,
    customerVisible,
    startedAt,
    endedAt,
    summary,
    rootCause,
  };
}

function rowOf(id: string, facts: IncidentFacts, recordedAt: Date): IncidentRow {
  const { title, services, causes } = facts;
  return { ...facts, id, title: title ?? id, services: [...services], causes: [...causes], recordedAt };
}

function stored({ startedAt, endedAt, ...facts }: IncidentFacts): StoredFacts {
  return {
    ...facts,
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

function revived({ startedAt, endedAt, ...facts }: StoredFacts): IncidentFacts {
  return {
    ...facts,
    startedAt: startedAt === null ? null : new Date(startedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  };
}
