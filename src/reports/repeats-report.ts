import type { RepeatBasis } from '../incidents/repeats.ts';
import { suggestRepeats, type SuggestedRepeat } from '../incidents/suggest-repeats.ts';
import { elapsedDays } from '../lib/calendar.ts';
import { fixHeld, type FixHeld } from '../metrics/fix-held.ts';
import type { OpenItem } from '../metrics/open-items.ts';
import { repeatFigures, startedWithin, type JudgedRepeat } from '../metrics/repeat-figures.ts';
import { trailingFrom } from '../metrics/span.ts';
import { tallyVerified, type Verified } from '../metrics/verified.ts';
import { verificationOf } from '../flags/verification.ts';
import { incidentsOfTeam } from './incidents-of-team.ts';
import type { ReportFacts, ReportRequest } from './report-request.ts';
import { itemsByIncident, surveyItems, surveyOf } from './survey.ts';

/** Do incidents come back? The shape of `report repeats --json`. Counts are over the trailing 13 weeks. */
export interface RepeatsReport {
  readonly week: string;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly team: string | null;
  readonly windowDays: number;
  readonly incidents: number;
  readonly repeats: number;
  /** repeats / incidents; null when there was no incident. */
  readonly repeatRate: number | null;
  readonly preventable: number;
  /** The repeats that started in the week itself. */
  readonly repeatsInWeek: readonly RepeatRow[];
  /** The repeats behind `preventable`, the latest first. */
  readonly preventableRepeats: readonly RepeatRow[];
  readonly fixHeld: FixHeld;
  readonly verified: Verified;
  readonly suggestions: readonly SuggestedRepeat[];
}

export interface RepeatRow {
  readonly incident: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly repeats: string;
  readonly basis: RepeatBasis;
  /** Whole days between the two starts. */
  readonly daysSince: number;
  /** Items of its line that were unfinished when it started. */
  readonly openItems: readonly OpenItem[];
}

/** The numbers of metrics.md for the incidents of the team, or of all; items of their lines count whosever they are. */
export function repeatsReport(facts: ReportFacts, request: ReportRequest): RepeatsReport {
  const { week, timeZone, team, policy } = request;
  const survey = surveyOf(facts, request);
  const { span, book, context } = survey;
  const incidents = incidentsOfTeam(facts, team);
  const itemsOf = itemsByIncident(facts);
  const window = { from: trailingFrom(week, timeZone), span, endOf: context.endOf };
  const figures = repeatFigures(incidents, book, itemsOf, window);
  const recent = startedWithin(incidents, window.from, span).map(({ id }) => id);
  const verifications = surveyItems(facts, team, survey).flatMap(
    ({ past }) => verificationOf(past.asOf, context)?.standing ?? [],
  );

  return {
    week: week.name,
    asOf: span.asOf,
    timeZone,
    team,
    windowDays: policy.repeatWindowDays,
    incidents: figures.incidents,
    repeats: figures.repeats,
    repeatRate: figures.repeatRate,
    preventable: figures.preventable,
    repeatsInWeek: figures.judged.filter(({ incident }) => incident.startedAt >= week.from).map(repeatRow),
    preventableRepeats: figures.judged
      .filter(({ openItems }) => openItems.length > 0)
      .map(repeatRow)
      .toReversed(),
    fixHeld: fixHeld(incidents, book, itemsOf, span, policy.repeatWindowDays),
    verified: tallyVerified(verifications),
    suggestions: suggestRepeats(facts.incidents, facts.verdicts, book, new Set(recent)),
  };
}

function repeatRow({ incident, repeats, basis, openItems }: JudgedRepeat): RepeatRow {
  return {
    incident: incident.id,
    title: incident.title,
    startedAt: incident.startedAt,
    repeats: repeats.id,
    basis,
    daysSince: Math.floor(elapsedDays(repeats.startedAt, incident.startedAt)),
    openItems,
  };
}
