import type { Incident } from '../incidents/incident.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import { share } from './due-figures.ts';

/** Incidents whose fixes are done long enough to be judged (`cleared`), and those that did not come back (`held`). */
export interface FixHeld {
  readonly cleared: number;
  readonly held: number;
  /** held / cleared; null when cleared is 0. */
  readonly rate: number | null;
}

/** An incident whose fixes are done long enough to be judged. */
export interface ClearedIncident {
  readonly incident: Incident;
  readonly finish: Date;
  readonly isHeld: boolean;
}

/**
 * Of all incidents given, however old, those whose last item was finished a repeat window before `asOf` or longer ago. `finishes` has that time for
 * incidents with something done and nothing unfinished.
 */
export function clearedIncidents(
  incidents: readonly Incident[],
  book: RepeatBook,
  finishes: ReadonlyMap<string, Date>,
  asOf: Date,
  repeatWindowDays: number,
): ClearedIncident[] {
  const judgedUpTo = asOf.getTime() - repeatWindowDays * 86_400_000;
  return incidents.flatMap((incident) => {
    const finish = finishes.get(incident.id);
    if (!finish || finish.getTime() > judgedUpTo) return [];
    return { incident, finish, isHeld: !book.cameBack(incident.id, finish) };
  });
}

/** Counts them. */
export function fixHeld(cleared: readonly ClearedIncident[]): FixHeld {
  const held = cleared.filter(({ isHeld }) => isHeld).length;
  return { cleared: cleared.length, held, rate: share(held, cleared.length) };
}
