import { isUnfinished, valueAt, type TrackedItem } from '../../src/actions/item-history.ts';
import { flagContext } from '../../src/flags/flag-context.ts';
import { flagKinds, type FlagKind } from '../../src/flags/flag.ts';
import { flagsAt } from '../../src/flags/flags-of.ts';
import { pastOf } from '../../src/flags/item-past.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { daysBetween } from '../../src/lib/calendar.ts';
import { spanOf, type Span } from '../../src/metrics/span.ts';
import type { ItemSelection } from '../../src/reports/item-selection.ts';
import type { ReportFacts, ReportRequest } from '../../src/reports/report-request.ts';
import { dueJudgement } from './due-judgement.ts';
import { flowByHistory } from './flow-by-history.ts';
import { observationsOf } from './observations.ts';
import { standingOf } from './repeats-report.ts';
import { revisedItemIds } from './revised.ts';
import { timelineOf, type Timeline } from './timeline.ts';

type Request = Pick<ReportRequest, 'now' | 'timeZone' | 'policy'> & {
  readonly selection: ItemSelection;
  readonly teams: readonly string[] | null;
};

/** The list as whole histories tell it: each item is asked for everything, one after the other. */
export function itemsByHistory(facts: ReportFacts, request: Request) {
  const { now, timeZone, policy, selection, teams } = request;
  const span = selection.week && spanOf(selection.week, now, timeZone);
  const { asOf, through } = span ?? { asOf: now, through: now };
  const repeats = repeatBook(facts.incidents, facts.verdicts, policy.repeatWindowDays);
  const context = flagContext({ asOf, through, timeZone, policy, repeats });

  const found = facts.items.flatMap((item) => {
    const past = pastOf(item, through);
    if (!past || (teams && !teams.includes(item.team)) || !hasWords(item, through, selection)) return [];
    const timeline = timelineOf(item);
    const standing =
      timeline && item.test && valueAt(item.events, 'state', through) === 'done'
        ? standingOf(item, through, asOf, request)
        : null;
    const times = timesIn(timeline, span, selection);
    const isMoved = selection.moved === null || (timeline && movedBin(timeline, through) === selection.moved);
    const isVerified =
      selection.verified === null ||
      standing === selection.verified ||
      (selection.verified === 'named' && standing !== null);
    if (times === 0 || !isMoved || !isVerified) return [];
    return [
      {
        id: item.id,
        times,
        counts: timeline !== null,
        kinds: flagsAt(past, context).map(({ kind }) => kind),
      },
    ];
  });

  const { flag } = selection;
  const listed = found.filter(({ kinds, counts }) => flag === null || (counts && kinds.includes(flag)));
  const flagged = (kind: FlagKind) =>
    found.reduce((sum, one) => sum + (one.counts && one.kinds.includes(kind) ? one.times : 0), 0);
  return {
    ids: listed.flatMap(({ id, times }) => Array.from({ length: times }, () => id)).toSorted(),
    different: listed.length,
    flags: Object.fromEntries(flagKinds.map((kind) => [kind, flagged(kind)])),
  };
}

function hasWords(item: TrackedItem, through: Date, selection: ItemSelection): boolean {
  const { team, service, severity, priority, category, state, text } = selection;
  const { events } = item;
  // Every history here states a state and an assignee at its creation.
  const told = events.findLast(({ field, occurredAt }) => field === 'priority' && occurredAt <= through);
  const said = [item.text, item.incidentId, item.link?.key, valueAt(events, 'assignee', through)];
  return (
    is(team, item.team) &&
    (service === null ||
      (service === 'none' ? item.services.length === 0 : item.services.includes(service))) &&
    is(severity, item.severity) &&
    is(priority, told ? told.value : item.priority) &&
    is(category, item.category) &&
    is(state, valueAt(events, 'state', through) ?? null) &&
    (text ?? '')
      .toLowerCase()
      .split(' ')
      .every((word) => said.some((words) => words?.toLowerCase().includes(word)) || word === '')
  );
}

function is(word: string | null, value: string | null): boolean {
  return word === null || word === (value ?? 'none');
}

/** How often the item is in the parts of the report that are asked for. */
function timesIn(timeline: Timeline | null, span: Span | null, selection: ItemSelection): number {
  const { due, flow, duration, revised } = selection;
  if (due === null && flow === null && duration === null && !revised) return 1;
  if (!timeline || !span) return 0;
  if (due !== null) {
    const outcome = dueJudgement(timeline, span)?.outcome;
    const those: Partial<Record<typeof due, string[]>> = {
      judged: ['doneOnTime', 'doneLate', 'dropped', 'moved', 'missed'],
      done: ['doneOnTime', 'doneLate'],
    };
    if (!outcome || !(due === 'all' || (those[due] ?? [due]).includes(outcome))) return 0;
  }
  if (duration !== null) {
    const [observed] = observationsOf([timeline], span);
    if (!observed || (duration !== 'observed' && observed.completed !== (duration === 'completed'))) return 0;
  }
  if (revised && revisedItemIds([timeline], span).length === 0) return 0;
  const crossed = flow === null ? 1 : flowByHistory([timeline], span)[flow];
  return due === null && duration === null && !revised ? crossed : Math.min(1, crossed);
}

function movedBin({ steps }: Timeline, through: Date): string | null {
  const known = steps.filter(({ at }) => at <= through.getTime());
  const last = known.at(-1);
  if (!last || !isUnfinished(last.state)) return null;
  const first = known.find(({ due }) => due !== null)?.due;
  if (last.due === null || !first) return 'undated';
  const moved = daysBetween(first, last.due);
  if (moved <= 0) return '0';
  if (moved <= 7) return '1-7';
  if (moved <= 14) return '8-14';
  if (moved <= 30) return '15-30';
  return moved <= 90 ? '31-90' : '91-';
}
