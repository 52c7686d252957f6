import type { FlagCounts } from '../flags/flag.ts';
import { dayOf, type Day } from '../lib/calendar.ts';
import { paceOf, type FlowWeek, type Pace } from '../metrics/backlog.ts';
import type { DueFigures } from '../metrics/due-figures.ts';
import { dueOutcome, type Outcome } from '../metrics/due-outcome.ts';
import { flowsUpTo, type Flow } from '../metrics/flow.ts';
import { slipBins, type SlipBin } from '../metrics/slip-bins.ts';
import { spanOf } from '../metrics/span.ts';
import { curveRows, type CurveRow } from '../metrics/survival-rows.ts';
import { timeToComplete, type TimeToComplete } from '../metrics/time-to-complete.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import { trendOf, type TrendPoint } from '../metrics/trend.ts';
import { categories, priorities, type Category, type Priority } from '../postmortem/promise.ts';
import { weeksOfTrend, type CompletionFacts } from './completion-facts.ts';
import { figuresOf, groupFigures, type GroupFigures } from './group-figures.ts';
import type { ReportRequest } from './report-request.ts';

/** Were the promises of a week kept? The shape of `report completion --json`; dates become ISO instants there. */
export interface CompletionReport {
  readonly week: string;
  readonly from: Date;
  readonly to: Date;
  readonly asOf: Date;
  readonly timeZone: string;
  /** The team asked for; null for all. */
  readonly team: string | null;
  /** Items of which something was learnt more than a day after the week, so that the numbers may differ from an earlier print. */
  readonly revised: { readonly itemIds: readonly string[] } | null;
  /** When the first item was created, whatever the week; null when there is none. A report of an earlier week is empty for that reason. */
  readonly firstItemAt: Date | null;
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
  readonly timeToComplete: TimeToComplete;
  /** Twelve weeks, the oldest first, this one last. */
  readonly trend: readonly TrendPoint[];
  /** The flow of the same twelve weeks. */
  readonly weeks: readonly FlowWeek[];
  /** Where the pile of unfinished items is going. */
  readonly pace: Pace;
  /** The curve behind `timeToComplete`; empty without items. */
  readonly curve: readonly CurveRow[];
  /** The unfinished items by how far their due dates have moved. */
  readonly slips: readonly SlipBin[];
  readonly byTeam: readonly ({ readonly team: string } & GroupFigures)[];
  /** An item of several services counts in each; null holds items that name none. */
  readonly byService: readonly ({ readonly service: string | null } & GroupFigures)[];
  readonly bySeverity: readonly ({ readonly severity: string | null } & GroupFigures)[];
  readonly byPriority: readonly ({ readonly priority: Priority | null } & GroupFigures)[];
  readonly byCategory: readonly ({ readonly category: Category | null } & GroupFigures)[];
  /** The items behind `due`, by baseline day. */
  readonly dueItems: readonly DueItem[];
}

export interface DueItem {
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  readonly team: string;
  /** The day by which it is judged. */
  readonly baseline: Day;
  readonly outcome: Outcome;
}

/** The numbers of metrics.md for the items of the team, or of all: of those that the facts are about. */
export function completionReport(facts: CompletionFacts, request: ReportRequest): CompletionReport {
  const { week, now, timeZone, team } = request;
  const { standings } = facts;
  const spans = trailingSpans(week, weeksOfTrend, now, timeZone);
  const span = spanOf(week, now, timeZone);
  const { asOf } = span;
  const due = facts.due.map((fact) => ({ ...fact, outcome: dueOutcome(fact, span) }));
  const figures = figuresOf(due, standings);
  const weeks = flowsUpTo(figures.flow, facts.earlier).map((flow, index) => ({
    week: spans[index]?.week.name ?? '',
    flow,
  }));

  return {
    week: week.name,
    from: week.from,
    to: week.to,
    asOf,
    timeZone,
    team,
    revised: facts.revised.length > 0 ? { itemIds: facts.revised } : null,
    firstItemAt: facts.firstItemAt,
    ...figures,
    timeToComplete: timeToComplete(facts.observations),
    trend: trendOf(facts.promises, spans),
    weeks,
    pace: paceOf(weeks, now < week.to, dayOf(asOf, timeZone)),
    curve: curveRows(facts.observations),
    slips: slipBins(
      standings.flatMap(({ by, key, flow }) =>
        by === 'moved' ? { days: daysOf(key), items: flow.openAtEnd } : [],
      ),
    ),
    byTeam: groupFigures(due, standings, 'team', (one) => [one.team]).flatMap(({ key, figures: ofTeam }) =>
      key === null ? [] : { team: key, ...ofTeam },
    ),
    byService: groupFigures(due, standings, 'service', ({ services }) => services).map(
      ({ key, figures: ofService }) => ({ service: key, ...ofService }),
    ),
    bySeverity: groupFigures(due, standings, 'severity', ({ severity }) => [severity]).map(
      ({ key, figures: ofSeverity }) => ({ severity: key, ...ofSeverity }),
    ),
    byPriority: inVocabulary(
      priorities,
      groupFigures(due, standings, 'priority', ({ priority }) => [priority]),
    ).map(({ key, figures: ofPriority }) => ({ priority: key, ...ofPriority })),
    byCategory: inVocabulary(
      categories,
      groupFigures(due, standings, 'category', ({ category }) => [category]),
    ).map(({ key, figures: ofCategory }) => ({ category: key, ...ofCategory })),
    dueItems: due
      .map(({ id, key, text, team: whose, baseline, outcome }) => ({
        id,
        key,
        text,
        team: whose,
        baseline,
        outcome,
      }))
      .toSorted((a, b) => inOrder(a.baseline, b.baseline) || inOrder(a.id, b.id)),
  };
}

function daysOf(key: string | null): number | null {
  return key === null ? null : Number(key);
}

function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** Groups in the order of their vocabulary, null last. */
function inVocabulary<Word extends string, Group extends { readonly key: string | null }>(
  words: readonly Word[],
  groups: readonly Group[],
): (Omit<Group, 'key'> & { readonly key: Word | null })[] {
  return [...words, null].flatMap((word) =>
    groups.filter(({ key }) => key === word).map((group) => ({ ...group, key: word })),
  );
}
