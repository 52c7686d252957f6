import type { Incident, PairVerdict } from './incident.ts';

/** How we know that an incident repeats another, the first rule that finds one deciding. */
export const repeatBases = ['declared', 'confirmed', 'same-cause'] as const;
export type RepeatBasis = (typeof repeatBases)[number];

/** An incident whose start is known; of the others nobody can say what came before what. */
export type StartedIncident = Incident & { readonly startedAt: Date };

export interface Repeat {
  readonly incident: StartedIncident;
  readonly repeats: StartedIncident;
  readonly basis: RepeatBasis;
}

export interface FoundRepeats {
  /** By the id of the later incident. */
  readonly repeats: ReadonlyMap<string, Repeat>;
  /** The incidents of each cause key, in order of start. */
  readonly sharing: ReadonlyMap<string, readonly StartedIncident[]>;
}

/**
 * What repeats what, by the id of the later incident: declared, else confirmed, else sharing a service and a cause within
 * `windowDays` (days of 24 hours, the last instant included) and not rejected; of several the latest to start. An incident that
 * is not recorded, or whose start is unknown, neither repeats nor is repeated. `started` as `inOrderOfStart` gives them.
 */
export function findRepeats(
  started: readonly StartedIncident[],
  said: VerdictBook,
  windowDays: number,
): FoundRepeats {
  const byId = new Map(started.map((incident) => [incident.id, incident]));
  const keys = started.map(causeKeys);
  const byCause = new Map<string, StartedIncident[]>();
  const found = new Map<string, Repeat>();

  /** Of each key the last one not rejected. */
  const sameCauseAs = (incident: StartedIncident, itsKeys: readonly string[]) =>
    itsKeys.map((key) =>
      byCause
        .get(key)
        ?.findLast(
          ({ id, startedAt }) =>
            !said.isRejected(incident.id, id) || !isWithin(windowDays, startedAt, incident.startedAt),
        ),
    );
  const repeatOf = (incident: StartedIncident, itsKeys: readonly string[]): Repeat | null => {
    const declared = latestBefore(incident, [byId.get(incident.repeats ?? '')]);
    if (declared) return { incident, repeats: declared, basis: 'declared' };
    const confirmed = latestBefore(
      incident,
      said.confirmedFor(incident.id).map((id) => byId.get(id)),
    );
    if (confirmed) return { incident, repeats: confirmed, basis: 'confirmed' };
    const alike = latestBefore(incident, sameCauseAs(incident, itsKeys));
    if (!alike || !isWithin(windowDays, alike.startedAt, incident.startedAt)) return null;
    return { incident, repeats: alike, basis: 'same-cause' };
  };

  let entered = 0;
  for (const [at, incident] of started.entries()) {
    // Only those that started earlier are found under their keys, however many started at the same instant.
    for (; entered < at; entered++) {
      const earlier = started[entered];
      if (!earlier || earlier.startedAt.getTime() >= incident.startedAt.getTime()) break;
      for (const key of keys[entered] ?? []) enter(byCause, key, earlier);
    }
    const repeat = repeatOf(incident, keys[at] ?? []);
    if (repeat) found.set(incident.id, repeat);
  }
  for (; entered < started.length; entered++) {
    const last = started[entered];
    for (const key of keys[entered] ?? []) if (last) enter(byCause, key, last);
  }
  return { repeats: found, sharing: byCause };
}

/** Whether `later` is no more than so many days of 24 hours after `earlier`. */
export function isWithin(days: number, earlier: Date, later: Date): boolean {
  return later.getTime() - earlier.getTime() <= days * 86_400_000;
}

/** Puts a value under a key, behind those that are there. */
export function enter<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const there = into.get(key);
  if (there) there.push(value);
  else into.set(key, [value]);
}

function latestBefore(
  incident: StartedIncident,
  candidates: readonly (StartedIncident | undefined)[],
): StartedIncident | null {
  let latest: StartedIncident | null = null;
  for (const candidate of candidates) {
    if (!candidate || candidate.startedAt.getTime() >= incident.startedAt.getTime()) continue;
    if (!latest || byStart(candidate, latest) > 0) latest = candidate;
  }
  return latest;
}

/** The incidents whose start is known, the earliest first; equal starts in order of id. */
export function inOrderOfStart(incidents: readonly Incident[]): StartedIncident[] {
  return incidents
    .filter((incident): incident is StartedIncident => incident.startedAt !== null)
    .toSorted(byStart);
}

function byStart(a: StartedIncident, b: StartedIncident): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || Number(a.id > b.id) - Number(a.id < b.id);
}

/** What people said of pairs. */
export interface VerdictBook {
  isRejected(id: string, repeatsId: string): boolean;
  confirmedFor(id: string): readonly string[];
}

/** Of several verdicts on one pair the last stands. */
export function verdictBook(verdicts: readonly PairVerdict[]): VerdictBook {
  const standing = new Map<string, Map<string, PairVerdict['verdict']>>();
  for (const { incidentId, repeatsId, verdict } of verdicts) {
    standing.set(incidentId, (standing.get(incidentId) ?? new Map()).set(repeatsId, verdict));
  }
  return {
    isRejected: (id, repeatsId) => standing.get(id)?.get(repeatsId) === 'rejected',
    confirmedFor: (id) =>
      [...(standing.get(id) ?? [])].flatMap(([other, verdict]) => (verdict === 'confirmed' ? other : [])),
  };
}

/** One key for each service and cause of the incident; two incidents sharing a key share both. Case does not matter. */
export function causeKeys({ services, causes }: Incident): string[] {
  const folded = foldedOnce(causes);
  return foldedOnce(services).flatMap((service) => folded.map((cause) => `${service}\0${cause}`));
}

function foldedOnce(names: readonly string[]): readonly string[] {
  const folded = names.map((name) => name.trim().toLowerCase());
  return folded.length < 2 ? folded : [...new Set(folded)];
}
