import { missingPostmortems, programmeFigures, qualifyingIncidents } from '../metrics/programme.ts';
import { startedWithin } from '../metrics/repeat-figures.ts';
import { spanOf } from '../metrics/span.ts';
import { repeatQuestion, type AskedIncidents } from './repeat-facts.ts';
import type { ReportRequest } from './report-request.ts';

/** Are postmortems written, and in time? The shape of `report programme --json`, over the trailing 13 weeks. */
export interface ProgrammeReport {
  readonly week: string;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly team: string | null;
  readonly qualifying: number;
  readonly withPostmortem: number;
  /** withPostmortem / qualifying; null when none qualifies. */
  readonly coverage: number | null;
  readonly medianHoursToPublish: number | null;
  /** Share of the qualifying published in time; null when none qualifies. */
  readonly withinLimit: number | null;
  /** The policy's limit in hours. */
  readonly limitHours: number;
  /** Oldest first. */
  readonly missing: readonly MissingPostmortem[];
}

export interface MissingPostmortem {
  readonly incident: string;
  readonly title: string;
  readonly severity: string | null;
  readonly endedAt: Date;
}

/** The numbers of metrics.md for the incidents the facts are about. */
export function programmeReport(facts: AskedIncidents, request: ReportRequest): ProgrammeReport {
  const { week, now, timeZone, team, policy } = request;
  const span = spanOf(week, now, timeZone);
  const counted = startedWithin(facts.incidents, repeatQuestion(request));
  const qualifying = qualifyingIncidents(counted, facts.book, policy, span);
  return {
    week: week.name,
    asOf: span.asOf,
    timeZone,
    team,
    ...programmeFigures(qualifying),
    limitHours: policy.postmortemWithinHours,
    missing: missingPostmortems(qualifying).map(({ id, title, severity, endedAt }) => ({
      incident: id,
      title,
      severity,
      endedAt,
    })),
  };
}
