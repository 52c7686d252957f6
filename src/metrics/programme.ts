import type { Incident } from '../incidents/incident.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import type { StartedIncident } from '../incidents/repeats.ts';
import { share } from './due-figures.ts';
import { startedWithin } from './repeat-figures.ts';
import type { Span } from './span.ts';

export interface ProgrammeFigures {
  readonly qualifying: number;
  readonly withPostmortem: number;
  /** withPostmortem / qualifying; null when none qualifies. */
  readonly coverage: number | null;
  readonly medianHoursToPublish: number | null;
  /** Share of the qualifying published in time; null when none qualifies. */
  readonly withinLimit: number | null;
  /** Those without a postmortem, the earliest end first. */
  readonly missing: readonly EndedIncident[];
}

export type EndedIncident = StartedIncident & { readonly endedAt: Date };

const hourMs = 3_600_000;

/**
 * Over incidents that started from `from` on and not after asOf. One whose end is unknown does not qualify yet. A
 * postmortem published before the end of its incident took no time.
 */
export function programmeFigures(
  incidents: readonly Incident[],
  book: RepeatBook,
  rules: { readonly requirePostmortemFor: readonly string[]; readonly postmortemWithinHours: number },
  window: { readonly from: Date; readonly span: Span },
): ProgrammeFigures {
  const required = new Set(rules.requirePostmortemFor.map((severity) => severity.toLowerCase()));
  const dueBy = window.span.asOf.getTime() - rules.postmortemWithinHours * hourMs;
  const qualifying = startedWithin(incidents, window.from, window.span).filter(
    (incident): incident is EndedIncident =>
      incident.endedAt !== null &&
      incident.endedAt.getTime() <= dueBy &&
      (required.has(incident.severity?.toLowerCase() ?? '') ||
        incident.customerVisible === true ||
        book.repeatOf(incident.id) !== null),
  );
  const hours = qualifying.map((incident) => hoursToPublish(incident, window.span)).filter((h) => h !== null);
  const inTime = hours.filter((taken) => taken <= rules.postmortemWithinHours).length;
  return {
    qualifying: qualifying.length,
    withPostmortem: hours.length,
    coverage: share(hours.length, qualifying.length),
    medianHoursToPublish: median(hours),
    withinLimit: share(inTime, qualifying.length),
    missing: qualifying
      .filter((incident) => hoursToPublish(incident, window.span) === null)
      .toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime()),
  };
}

function hoursToPublish(incident: EndedIncident, span: Span): number | null {
  const published = incident.postmortemPublishedAt?.getTime();
  if (published === undefined || published >= span.before) return null;
  return Math.max(0, published - incident.endedAt.getTime()) / hourMs;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
