import type { FlagCounts } from '../flags/flag.ts';
import { isUnfinished } from '../actions/item-history.ts';
import { slipLedger } from '../actions/slip-ledger.ts';
import { flagsAt } from '../flags/flags-of.ts';
import { dayOf, type Day } from '../lib/calendar.ts';
import type { DueFigures } from '../metrics/due-figures.ts';
import { dueJudgement, type Outcome } from '../metrics/due-outcome.ts';
import { paceOf, type FlowWeek, type Pace } from '../metrics/backlog.ts';
import { flowOf, type Flow } from '../metrics/flow.ts';
import { revisedItemIds } from '../metrics/revised.ts';
import { slipBins, type SlipBin } from '../metrics/slip-bins.ts';
import { curveRows, type CurveRow } from '../metrics/survival-rows.ts';
import { observationsOf, timeToComplete, type TimeToComplete } from '../metrics/time-to-complete.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import { trendOf, type TrendPoint } from '../metrics/trend.ts';
import { categories, priorities, type Category, type Priority } from '../postmortem/promise.ts';
import { figuresOf, groupFigures, type GroupFigures, type JudgedItem } from './group-figures.ts';
import type { ReportFacts, ReportRequest } from './report-request.ts';
import { surveyItems, surveyOf } from './survey.ts';

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

/** The numbers of metrics.md for the items of the team, or of all. */
export function completionReport(facts: ReportFacts, request: ReportRequest): CompletionReport {
  const { week, now, timeZone, team } = request;
  const survey = surveyOf(facts, request);
  const { span } = survey;
  const items = surveyItems(facts, team, survey).map((item) => ({
    ...item,
    judgement: dueJudgement(item.timeline, span),
    flags: flagsAt(item.past, survey.context),
  }));
  const timelines = items.map(({ timeline }) => timeline);
  const revised = revisedItemIds(timelines, span);
  const observations = observationsOf(timelines, span);
  const weeks = trailingSpans(week, 12, now, timeZone).map((each) => ({
    week: each.week.name,
    flow: flowOf(timelines, each),
  }));
  const groups = <Key extends string>(keysOf: (item: JudgedItem) => readonly (Key | null)[]) =>
    groupFigures(items, span, keysOf);

  return {
    week: week.name,
    from: week.from,
    to: week.to,
    asOf: span.asOf,
    timeZone,
    team,
    revised: revised.length > 0 ? { itemIds: revised } : null,
    ...figuresOf(items, span),
    timeToComplete: timeToComplete(observations),
    trend: trendOf(timelines, week, now, timeZone),
    weeks,
    pace: paceOf(weeks, now < week.to, dayOf(span.asOf, timeZone)),
    curve: curveRows(observations),
    slips: slipBins(
      items
        .filter(({ past }) => isUnfinished(past.values.state ?? 'open'))
        .map(({ timeline: { item } }) => slipLedger(item, span.through).movedDays),
    ),
    byTeam: groups((item) => [item.timeline.item.team]).map(({ key, figures }) => ({
      team: key ?? facts.defaultTeam,
      ...figures,
    })),
    byService: groups((item) => item.timeline.item.services).map(({ key, figures }) => ({
      service: key,
      ...figures,
    })),
    bySeverity: groups((item) => [item.timeline.item.severity]).map(({ key, figures }) => ({
      severity: key,
      ...figures,
    })),
    byPriority: inVocabulary(
      priorities,
      groups((item) => [item.past.asOf.moment.priority]),
    ).map(({ key, figures }) => ({ priority: key, ...figures })),
    byCategory: inVocabulary(
      categories,
      groups((item) => [item.timeline.item.category]),
    ).map(({ key, figures }) => ({ category: key, ...figures })),
    dueItems: dueItemsOf(items),
  };
}

function dueItemsOf(items: readonly JudgedItem[]): DueItem[] {
  return items
    .flatMap(({ judgement, timeline: { item } }) =>
      judgement
        ? { id: item.id, key: item.link?.key ?? null, text: item.text, team: item.team, ...judgement }
        : [],
    )
    .toSorted((a, b) => Number(a.baseline > b.baseline) - Number(a.baseline < b.baseline));
}

/** Groups in the order of their vocabulary, null last. */
function inVocabulary<Word extends string, Group extends { readonly key: Word | null }>(
  words: readonly Word[],
  groups: readonly Group[],
): Group[] {
  const place = ({ key }: Group): number => (key === null ? words.length : words.indexOf(key));
  return groups.toSorted((a, b) => place(a) - place(b));
}
