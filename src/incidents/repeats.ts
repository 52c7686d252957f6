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

/**
 * What repeats what, by the id of the later incident: declared, else confirmed, else sharing a service and a cause within
 * `windowDays` (days of 24 hours, the last instant included) and not rejected; of several the latest to start. An incident that
 * is not recorded, or whose start is unknown, neither repeats nor is repeated.
 */
export function findRepeats(
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): ReadonlyMap<string, Repeat> {
  const started = inOrderOfStart(incidents);
  const byId = new Map(started.map((incident) => [incident.id, incident]));
  const said = verdictBook(verdicts);
  const byCause = new Map<string, StartedIncident[]>();
  const found = new Map<string, Repeat>();

  for (const incident of started) {
    const earlier = (candidate: StartedIncident | undefined): StartedIncident[] =>
      candidate && candidate.startedAt < incident.startedAt ? [candidate] : [];
    const declared = earlier(byId.get(incident.repeats ?? ''));
    const confirmed = said.confirmedFor(incident.id).flatMap((id) => earlier(byId.get(id)));
    const keys = causeKeys(incident);
    const sameCause = keys
      .flatMap((key) => byCause.get(key) ?? [])
      .filter((other) => other.startedAt < incident.startedAt)
      .filter((other) => incident.startedAt.getTime() - other.startedAt.getTime() <= windowDays * 86_400_000)
      .filter((other) => !said.isRejected(incident.id, other.id));

    const byRule: Record<RepeatBasis, readonly StartedIncident[]> = {
      declared,
      confirmed,
      'same-cause': sameCause,
    };
    const basis = repeatBases.find((rule) => byRule[rule].length > 0);
    const latest = basis && inOrderOfStart(byRule[basis]).at(-1);
    if (basis && latest) found.set(incident.id, { incident, repeats: latest, basis });
    for (const key of keys) {
      const sharing = byCause.get(key);
      if (sharing) sharing.push(incident);
      else byCause.set(key, [incident]);
    }
  }
  return found;
}

/** The incidents whose start is known, the earliest first; equal starts in order of id. */
export function inOrderOfStart(incidents: readonly Incident[]): StartedIncident[] {
  return incidents
    .filter((incident): incident is StartedIncident => incident.startedAt !== null)
    .toSorted(
      (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || Number(a.id > b.id) - Number(a.id < b.id),
    );
}

/** What people said of pairs; of several verdicts on one pair the last stands. */
export function verdictBook(verdicts: readonly PairVerdict[]) {
  const standing = new Map<string, Map<string, PairVerdict['verdict']>>();
  for (const { incidentId, repeatsId, verdict } of verdicts) {
    standing.set(incidentId, (standing.get(incidentId) ?? new Map()).set(repeatsId, verdict));
  }
  return {
    isRejected: (id: string, repeatsId: string): boolean => standing.get(id)?.get(repeatsId) === 'rejected',
    confirmedFor: (id: string): string[] =>
      [...(standing.get(id) ?? [])].filter(([, verdict]) => verdict === 'confirmed').map(([other]) => other),
  };
}

/** One key for each service and cause of the incident; two incidents sharing a key share both. Case does not matter. */
export function causeKeys(incident: Incident): string[] {
  const services = new Set(incident.services.map(folded));
  const causes = new Set(incident.causes.map(folded));
  return [...services].flatMap((service) => [...causes].map((cause) => JSON.stringify([service, cause])));
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
