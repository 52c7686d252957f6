import { flagContext } from '../flags/flag-context.ts';
import { verificationOf } from '../flags/verification.ts';
import type { RepeatBasis } from '../incidents/repeats.ts';
import { elapsedDays } from '../lib/calendar.ts';
import { share } from '../metrics/due-figures.ts';
import { clearedIncidents, fixHeld, type FixHeld } from '../metrics/fix-held.ts';
import type { OpenItem } from '../metrics/open-items.ts';
import { judgedRepeats, startedWithin, type JudgedRepeat } from '../metrics/repeat-figures.ts';
import { repeatWeeks, type RepeatWeek } from '../metrics/repeat-weeks.ts';
import { spanOf } from '../metrics/span.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import { tallyVerified, type Verified } from '../metrics/verified.ts';
import {
  repeatQuestion,
  type RepeatDecisionRow,
  type RepeatFacts,
  type RepeatSuggestion,
} from './repeat-facts.ts';
import type { ReportRequest } from './report-request.ts';

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
  /** The same counts for each of the 13 weeks, the oldest first. */
  readonly weeks: readonly RepeatWeek[];
  /** The repeats that started in the week itself. */
  readonly repeatsInWeek: readonly RepeatRow[];
  /** The repeats behind `preventable`, the latest first. */
  readonly preventableRepeats: readonly RepeatRow[];
  readonly fixHeld: FixHeld;
  readonly verified: Verified;
  readonly suggestions: readonly RepeatSuggestion[];
  readonly decisions: readonly RepeatDecisionRow[];
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

/** The numbers of metrics.md for the incidents the facts are about; items of their lines count whosever they are. */
export function repeatsReport(facts: RepeatFacts, request: ReportRequest): RepeatsReport {
  const { week, now, timeZone, team, policy } = request;
  const { asOf, through } = spanOf(week, now, timeZone);
  const context = flagContext({ asOf, through, timeZone, policy, repeats: facts.book });
  const counted = startedWithin(facts.incidents, repeatQuestion(request));
  const ours = new Set(counted.map(({ id }) => id));
  const judged = judgedRepeats(counted, facts.book, facts.stretches, context.endOf);
  const preventable = judged.filter(({ openItems }) => openItems.length > 0);
  const cleared = clearedIncidents(
    facts.incidents,
    facts.book,
    facts.finishes,
    asOf,
    policy.repeatWindowDays,
  );
  return {
    week: week.name,
    asOf,
    timeZone,
    team,
    windowDays: policy.repeatWindowDays,
    incidents: counted.length,
    repeats: judged.length,
    repeatRate: share(judged.length, counted.length),
    preventable: preventable.length,
    weeks: repeatWeeks(counted, judged, trailingSpans(week, 13, now, timeZone)),
    repeatsInWeek: judged.filter(({ incident }) => incident.startedAt >= week.from).map(repeatRow),
    preventableRepeats: preventable.map(repeatRow).toReversed(),
    fixHeld: fixHeld(cleared),
    verified: tallyVerified(facts.tested.flatMap((item) => verificationOf(item, context)?.standing ?? [])),
    suggestions: suggestionsFor(facts, ours),
    decisions: facts.decisions.filter(({ incident }) => ours.has(incident)),
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

/** The likest pair of each incident that repeats nothing yet. */
function suggestionsFor({ suggestions, book }: RepeatFacts, ours: ReadonlySet<string>): RepeatSuggestion[] {
  const seen = new Set<string>();
  return suggestions.flatMap((pair) => {
    if (!ours.has(pair.incident) || seen.has(pair.incident) || book.repeatOf(pair.incident)) return [];
    seen.add(pair.incident);
    return pair;
  });
}
