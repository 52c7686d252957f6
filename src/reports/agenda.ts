import { isUnfinished } from '../actions/item-history.ts';
import { flagKinds, type FlagKind } from '../flags/flag.ts';
import { elapsedDays, weekAt, type Day } from '../lib/calendar.ts';
import { stretchesOf } from '../metrics/open-items.ts';
import { judgedRepeats, startedWithin, type JudgedRepeat } from '../metrics/repeat-figures.ts';
import { trailingFrom } from '../metrics/span.ts';
import type { ItemRow } from './item-row.ts';
import { itemsReport } from './items-report.ts';
import type { ListRequest, ReportFacts } from './report-request.ts';
import { surveyOf } from './survey.ts';

/** What the action-review meeting has to decide, in order; the shape of `agenda --json`. Each item is there once. */
export interface Agenda {
  readonly date: Day;
  readonly team: string | null;
  readonly sections: readonly AgendaSection[];
}

export interface AgendaSection {
  readonly title: string;
  readonly items: readonly AgendaItem[];
}

export interface AgendaItem extends ItemRow {
  /** Why it is on the agenda: the evidence of its most urgent flag, or the repeat it would have prevented. */
  readonly why: string;
  readonly lastDecision: LastDecision | null;
}

/** What the meeting last said of the item. */
export interface LastDecision {
  readonly kind: string;
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string | null;
}

const titles: Readonly<Record<FlagKind, string>> = {
  regressed: 'Came back',
  slipping: 'Slipping',
  overdue: 'Overdue',
  ownerless: 'Ownerless',
  unlinked: 'Cannot be written',
  missing: 'Vanished from the tracker',
  undated: 'Without a due date',
  cancelled_unexplained: 'Dropped without a reason',
  unverified: 'Fix not verified',
  at_risk: 'Due soon, not started',
  stale: 'Gone quiet',
  vague: 'Too vague to verify',
};

/**
 * The agenda at `now`. An item stands in the section of its most urgent flag, the longest standing first; an unfinished item
 * that would have prevented a repeat of the last 13 weeks stands under “Came back”.
 */
export function agenda(
  facts: ReportFacts,
  request: Omit<ListRequest, 'week'>,
  lastDecisions: ReadonlyMap<string, LastDecision> = new Map(),
): Agenda {
  const { now, timeZone, team } = request;
  const survey = surveyOf(facts, { ...request, week: weekAt(now, timeZone) });
  const cameBack = repeatsWhileOpen(facts, survey, timeZone);
  const entries = itemsReport(facts, { ...request, week: null }).flatMap((row) => {
    const [flag] = row.flags;
    const repeat = isUnfinished(row.state) ? cameBack.get(row.id) : undefined;
    if (repeat) {
      const since = repeat.incident.startedAt;
      return { row, kind: 'regressed' as const, since, why: whyRepeat(repeat) };
    }
    return flag ? { row, kind: flag.kind, since: flag.since, why: flag.evidence } : [];
  });
  const sections = flagKinds.map((kind) => ({
    title: titles[kind],
    items: entries
      .filter((found) => found.kind === kind)
      .toSorted((a, b) => a.since.getTime() - b.since.getTime())
      .map(({ row, why }) => ({ ...row, why, lastDecision: lastDecisions.get(row.id) ?? null })),
  }));
  return { date: survey.context.today, team, sections: sections.filter(({ items }) => items.length > 0) };
}

/** The latest repeat that started while an item was open, by the item's id. */
function repeatsWhileOpen(
  facts: ReportFacts,
  { book, span, context }: ReturnType<typeof surveyOf>,
  timeZone: string,
): ReadonlyMap<string, JudgedRepeat> {
  const window = { from: trailingFrom(span.week, timeZone), through: span.through };
  const started = startedWithin(facts.incidents, window);
  const judged = judgedRepeats(started, book, facts.items.flatMap(stretchesOf), context.endOf);
  return new Map(judged.flatMap((repeat) => repeat.openItems.map(({ id }) => [id, repeat] as const)));
}

function whyRepeat({ incident, repeats, openItems }: JudgedRepeat): string {
  const days = Math.floor(elapsedDays(repeats.startedAt, incident.startedAt));
  const others = openItems.length - 1;
  const open = others === 0 ? 'this was' : `this and ${others} more were`;
  return `${incident.id} repeated ${repeats.id} after ${days} days while ${open} open.`;
}
