import type { Incident, PairVerdict } from './incident.ts';
import { lineages } from './lineages.ts';
import {
  causeKeys,
  findRepeats,
  inOrderOfStart,
  isWithin,
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
  /** Whether there is any. */
  cameBack(fixedId: string, finish: Date): boolean;
}

/**
 * Works out what repeats what once, in a time that grows with the number of incidents, however many share a cause. `windowDays` is the
 * repeat window in days of 24 hours.
 */
export function repeatBook(
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  windowDays: number,
): RepeatBook {
  const started = inOrderOfStart(incidents);
  const said = verdictBook(verdicts);
  const { repeats, sharing } = findRepeats(started, said, windowDays);
  const byId = new Map(started.map((incident) => [incident.id, incident]));
  const family = lineages(repeats);

  /** Shares its cause at any distance and was not decided otherwise. */
  function isAlike(incident: StartedIncident, fixed: StartedIncident): boolean {
    return (
      incident.startedAt > fixed.startedAt &&
      (repeats.get(incident.id)?.basis ?? 'same-cause') === 'same-cause' &&
      !said.isRejected(incident.id, fixed.id)
    );
  }

  /** Every incident of the given ones, which are in order of start, within the window after the finish that fits. */
  function* within(
    these: readonly StartedIncident[],
    finish: Date,
    fits: (incident: StartedIncident) => boolean,
  ): Generator<StartedIncident> {
    for (let at = placeAfter(these, finish.getTime()); at < these.length; at++) {
      const incident = these[at];
      if (!incident || !isWithin(windowDays, finish, incident.startedAt)) return;
      if (fits(incident)) yield incident;
    }
  }

  function* returns(fixedId: string, finish: Date): Generator<StartedIncident> {
    const fixed = byId.get(fixedId);
    if (!fixed) return;
    yield* within(family.relativesOf(fixedId), finish, ({ id }) => family.isInLine(id, fixedId));
    for (const key of causeKeys(fixed)) {
      yield* within(sharing.get(key) ?? [], finish, (incident) => isAlike(incident, fixed));
    }
  }

  return {
    repeatOf: (incidentId) => repeats.get(incidentId) ?? null,
    lineOf(incidentId) {
      const line: StartedIncident[] = [];
      // Each step goes to an earlier start, so that the walk ends.
      for (let step = repeats.get(incidentId); step; step = repeats.get(step.repeats.id)) {
        line.push(step.repeats);
      }
      return line;
    },
    returnsAfter: (fixedId, finish) => inOrderOfStart([...new Set(returns(fixedId, finish))]),
    cameBack: (fixedId, finish) => !returns(fixedId, finish).next().done,
  };
}

/** Where in incidents in order of start those begin that started after the instant, found by halving. */
function placeAfter(started: readonly StartedIncident[], instant: number): number {
  let [low, high] = [0, started.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = started[middle];
    if (there && there.startedAt.getTime() <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
