import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import {
  causeKeys,
  type Repeat,
  type RepeatBasis,
  type StartedIncident,
} from '../../src/incidents/repeats.ts';

// What repeats what, written down as metrics.md says it, with no thought for speed: every incident is held against every other.

const dayMs = 86_400_000;

const isStarted = (incident: Incident): incident is StartedIncident => incident.startedAt !== null;

/** The verdict that stands on a pair: the last one. */
function verdictOn(verdicts: readonly PairVerdict[], incident: Incident, earlier: Incident) {
  return verdicts.findLast(
    ({ incidentId, repeatsId }) => incidentId === incident.id && repeatsId === earlier.id,
  )?.verdict;
}

function sharesCause(a: Incident, b: Incident): boolean {
  return causeKeys(a).some((key) => causeKeys(b).includes(key));
}

/** What the incident repeats. */
export function slowRepeatOf(
  incident: Incident,
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): Repeat | null {
  if (!isStarted(incident)) return null;
  const earlier = incidents.filter(isStarted).filter(({ startedAt }) => startedAt < incident.startedAt);
  const rules: [RepeatBasis, (other: StartedIncident) => boolean][] = [
    ['declared', (other) => incident.repeats === other.id],
    ['confirmed', (other) => verdictOn(verdicts, incident, other) === 'confirmed'],
    [
      'same-cause',
      (other) =>
        sharesCause(incident, other) &&
        incident.startedAt.getTime() - other.startedAt.getTime() <= windowDays * dayMs &&
        verdictOn(verdicts, incident, other) !== 'rejected',
    ],
  ];
  for (const [basis, rule] of rules) {
    const [latest] = earlier
      .filter(rule)
      .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1));
    if (latest) return { incident, repeats: latest, basis };
  }
  return null;
}

/** What it repeats, what that repeats, and so on. */
export function slowLineOf(
  incident: Incident,
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): StartedIncident[] {
  const repeat = slowRepeatOf(incident, incidents, verdicts, windowDays);
  if (!repeat) return [];
  return [repeat.repeats, ...slowLineOf(repeat.repeats, incidents, verdicts, windowDays)];
}

/** Incidents that show that a fix finished at `finish` did not hold. */
export function slowReturnsAfter(
  fixed: Incident,
  finish: Date,
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): StartedIncident[] {
  if (!isStarted(fixed)) return [];
  return incidents
    .filter(isStarted)
    .filter(({ startedAt }) => startedAt > finish)
    .filter(({ startedAt }) => startedAt.getTime() - finish.getTime() <= windowDays * dayMs)
    .filter((incident) => {
      const line = slowLineOf(incident, incidents, verdicts, windowDays);
      if (line.some(({ id }) => id === fixed.id)) return true;
      const repeat = slowRepeatOf(incident, incidents, verdicts, windowDays);
      return (
        incident.startedAt > fixed.startedAt &&
        sharesCause(incident, fixed) &&
        (repeat === null || repeat.basis === 'same-cause') &&
        verdictOn(verdicts, incident, fixed) !== 'rejected'
      );
    })
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1));
}
