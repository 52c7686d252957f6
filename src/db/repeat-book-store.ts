import type { Incident } from '../incidents/incident.ts';
import { repeatBook, type RepeatBook } from '../incidents/repeat-book.ts';
import { returnedIncidents } from '../incidents/returned-incidents.ts';
import type { Handle } from './database.ts';
import { incidentState } from './incident-schema.ts';
import { loadIncidents, loadPairVerdicts } from './incident-store.ts';

/** All incidents, in no order, and what is known of their repeats. */
export interface KnownIncidents {
  readonly incidents: readonly Incident[];
  readonly book: RepeatBook;
  /** Ids of the incidents that another one repeats or shares its cause with later. */
  readonly returned: readonly string[];
}

/** What the incidents, postmortems and verdicts were when something was worked out from them; null before there were any. */
export type IncidentState = Omit<typeof incidentState.$inferSelect, 'only'> | null;

interface Remembered extends KnownIncidents {
  readonly state: string;
  readonly windowDays: number;
}

/** By database, and only as long as that is open. */
const remembered = new WeakMap<Handle, Remembered>();

/**
 * Reads the incidents and works out their repeats, or remembers both from the last time when no process has recorded anything since.
 * `windowDays` is the repeat window.
 */
export async function knownIncidents(db: Handle, windowDays: number): Promise<KnownIncidents> {
  // Before the incidents: what is recorded meanwhile may then be read twice, and is never missed.
  const now = await loadIncidentState(db);
  const last = remembered.get(db);
  if (now !== null && last?.state === now.state && last.windowDays === windowDays) return last;
  const incidents = await loadIncidents(db);
  const book = repeatBook(incidents, await loadPairVerdicts(db), windowDays);
  const known = { incidents, book, returned: returnedIncidents(incidents, book) };
  if (now !== null) remembered.set(db, { ...known, state: now.state, windowDays });
  return known;
}

export async function loadIncidentState(db: Handle): Promise<IncidentState> {
  const [row] = await db.select().from(incidentState);
  return row ?? null;
}
