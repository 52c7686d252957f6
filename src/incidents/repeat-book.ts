import type { Incident, PairVerdict } from './incident.ts';
import {
  causeKeys,
  findRepeats,
  inOrderOfStart,
  verdictBook,
  type Repeat,
  type StartedIncident,
} from './repeats.ts';

/** What is known of repeats, to be asked many times. */
export interface RepeatBook {
  /** What the incident repeats; null when it repeats none. */
  repeatOf(incidentId: string): Repeat | null;
  /** The line of the incident: what it repeats, what that repeats, and so on; the latest first. */
  lineOf(incidentId: string): readonly StartedIncident[];
  /**
   * Incidents that started after the fix was finished, within the repeat window of it, and repeat the fixed incident, directly or
   * in line; the earliest first. Sharing service and cause counts here however long the fix took.
   */
  returnsAfter(fixedId: string, finish: Date): readonly StartedIncident[];
}

/** Works out what repeats what once. `windowDays` is the repeat window in days of 24 hours. */
export function repeatBook(
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): RepeatBook {
  const repeats = findRepeats(incidents, verdicts, windowDays);
  const started = inOrderOfStart(incidents);
  const byId = new Map(started.map((incident) => [incident.id, incident]));
  const said = verdictBook(verdicts);
  const later = new Map<string, StartedIncident[]>();
  const sharing = new Map<string, StartedIncident[]>();
  for (const incident of started) {
    for (const earlier of lineOf(incident.id)) enter(later, earlier.id, incident);
    for (const key of causeKeys(incident)) enter(sharing, key, incident);
  }
  const remembered = new Map<string, readonly StartedIncident[]>();

  function lineOf(incidentId: string): StartedIncident[] {
    const line: StartedIncident[] = [];
    // Each step goes to an earlier start, so that the walk ends.
    for (let step = repeats.get(incidentId); step; step = repeats.get(step.repeats.id)) {
      line.push(step.repeats);
    }
    return line;
  }

  /** Whatever repeats the incident in line, or shares its cause at any distance and was not decided otherwise. */
  function returnsOf(fixed: StartedIncident): readonly StartedIncident[] {
    const alike = causeKeys(fixed)
      .flatMap((key) => sharing.get(key) ?? [])
      .filter((incident) => incident.startedAt > fixed.startedAt)
      .filter((incident) => (repeats.get(incident.id)?.basis ?? 'same-cause') === 'same-cause')
      .filter((incident) => !said.isRejected(incident.id, fixed.id));
    return inOrderOfStart([...new Set([...(later.get(fixed.id) ?? []), ...alike])]);
  }

  return {
    repeatOf: (incidentId) => repeats.get(incidentId) ?? null,
    lineOf,
    returnsAfter(fixedId, finish) {
      const fixed = byId.get(fixedId);
      if (!fixed) return [];
      const returns = remembered.get(fixedId) ?? returnsOf(fixed);
      remembered.set(fixedId, returns);
      const until = new Date(finish.getTime() + windowDays * 86_400_000);
      return returns.filter(({ startedAt }) => startedAt > finish && startedAt <= until);
    },
  };
}

function enter(into: Map<string, StartedIncident[]>, key: string, incident: StartedIncident): void {
  const there = into.get(key);
  if (there) there.push(incident);
  else into.set(key, [incident]);
}
