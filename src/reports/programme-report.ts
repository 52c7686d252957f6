import { programmeFigures } from '../metrics/programme.ts';
import { trailingFrom } from '../metrics/span.ts';
import { incidentsOfTeam } from './incidents-of-team.ts';
import type { ReportFacts, ReportRequest } from './report-request.ts';
import { surveyOf } from './survey.ts';

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

/** The numbers of metrics.md for the incidents of the team, or of all. */
export function programmeReport(facts: ReportFacts, request: ReportRequest): ProgrammeReport {
  const { week, timeZone, team, policy } = request;
  const { span, book } = surveyOf(facts, request);
  const window = { from: trailingFrom(week, timeZone), span };
  const figures = programmeFigures(incidentsOfTeam(facts, team), book, policy, window);
  return {
    week: week.name,
    asOf: span.asOf,
    timeZone,
    team,
    ...figures,
    limitHours: policy.postmortemWithinHours,
    missing: figures.missing.map(({ id, title, severity, endedAt }) => ({
      incident: id,
      title,
      severity,
      endedAt,
    })),
  };
}
