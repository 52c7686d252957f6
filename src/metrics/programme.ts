import type { RepeatBook } from '../incidents/repeat-book.ts';
import type { StartedIncident } from '../incidents/repeats.ts';
import { share } from './due-figures.ts';

export interface ProgrammeFigures {
  readonly qualifying: number;
  readonly withPostmortem: number;
  /** withPostmortem / qualifying; null when none qualifies. */
  readonly coverage: number | null;
  readonly medianHoursToPublish: number | null;
  /** Share of the qualifying published in time; null when none qualifies. */
  readonly withinLimit: number | null;
}

export type EndedIncident = StartedIncident & { readonly endedAt: Date };

/** An incident that needs a postmortem. */
export interface QualifyingIncident {
  readonly incident: EndedIncident;
  /** From its end to the publication, 0 when that came first; null while there is no postmortem. */
  readonly hoursToPublish: number | null;
  readonly isWithinLimit: boolean;
}

const hourMs = 3_600_000;

/**
 * Of the incidents those that need a postmortem. One whose end is unknown does not qualify yet. Nothing that happens after `through` is seen,
 * the last instant that counts.
 */
export function qualifyingIncidents(
  incidents: readonly StartedIncident[],
  book: RepeatBook,
  rules: { readonly requirePostmortemFor: readonly string[]; readonly postmortemWithinHours: number },
  { asOf, through }: { readonly asOf: Date; readonly through: Date },
): QualifyingIncident[] {
  const required = new Set(rules.requirePostmortemFor.map((severity) => severity.toLowerCase()));
  const dueBy = asOf.getTime() - rules.postmortemWithinHours * hourMs;
  return incidents
    .filter(
      (incident): incident is EndedIncident =>
        incident.endedAt !== null &&
        incident.endedAt.getTime() <= dueBy &&
        (required.has(incident.severity?.toLowerCase() ?? '') ||
          incident.customerVisible === true ||
          book.repeatOf(incident.id) !== null),
    )
    .map((incident) => {
      const hours = hoursToPublish(incident, through);
      const isWithinLimit = hours !== null && hours <= rules.postmortemWithinHours;
      return { incident, hoursToPublish: hours, isWithinLimit };
    });
}

/** Counts them. */
export function programmeFigures(qualifying: readonly QualifyingIncident[]): ProgrammeFigures {
  const hours = qualifying.flatMap(({ hoursToPublish: taken }) => taken ?? []);
  const inTime = qualifying.filter(({ isWithinLimit }) => isWithinLimit).length;
  return {
    qualifying: qualifying.length,
    withPostmortem: hours.length,
    coverage: share(hours.length, qualifying.length),
    medianHoursToPublish: median(hours),
    withinLimit: share(inTime, qualifying.length),
  };
}

/** Those without a postmortem, the earliest end first. */
export function missingPostmortems(qualifying: readonly QualifyingIncident[]): EndedIncident[] {
  return qualifying
    .flatMap(({ incident, hoursToPublish: taken }) => (taken === null ? incident : []))
    .toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime());
}

function hoursToPublish({ postmortemPublishedAt, endedAt }: EndedIncident, through: Date): number | null {
  if (postmortemPublishedAt === null || postmortemPublishedAt > through) return null;
  return Math.max(0, postmortemPublishedAt.getTime() - endedAt.getTime()) / hourMs;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
