import type { Incident, PairVerdict } from './incident.ts';
import {
  findRepeats,
  inOrderOfStart,
  shareCause,
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
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const said = verdictBook(verdicts);

  function lineOf(incidentId: string): StartedIncident[] {
    const line: StartedIncident[] = [];
    // Each step goes to an earlier start, so that the walk ends.
    for (let step = repeats.get(incidentId); step; step = repeats.get(step.repeats.id)) {
      line.push(step.repeats);
    }
    return line;
  }

  function comesBack(incident: StartedIncident, fixed: Incident): boolean {
    if (lineOf(incident.id).some((earlier) => earlier.id === fixed.id)) return true;
    const decided = repeats.get(incident.id);
    if (decided && decided.basis !== 'same-cause') return false;
    const later = fixed.startedAt !== null && fixed.startedAt < incident.startedAt;
    return later && shareCause(incident, fixed) && !said.isRejected(incident.id, fixed.id);
  }

  return {
    repeatOf: (incidentId) => repeats.get(incidentId) ?? null,
    lineOf,
    returnsAfter(fixedId, finish) {
      const fixed = byId.get(fixedId);
      if (!fixed) return [];
      const until = new Date(finish.getTime() + windowDays * 86_400_000);
      const first = firstAfter(started, finish);
      const returned: StartedIncident[] = [];
      for (const incident of started.slice(first)) {
        if (incident.startedAt > until) break;
        if (comesBack(incident, fixed)) returned.push(incident);
      }
      return returned;
    },
  };
}

function firstAfter(started: readonly StartedIncident[], instant: Date): number {
  let low = 0;
  let high = started.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = started[middle];
    if (there && there.startedAt > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
