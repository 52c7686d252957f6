import { isUnfinished } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import type { Span } from './span.ts';
import { inStateSince, stepBefore, type Step, type Timeline } from './timeline.ts';

/** What became of an item that was due in a week, in the order in which the rules are asked. */
export const outcomes = ['doneOnTime', 'doneLate', 'dropped', 'moved', 'missed', 'pending'] as const;
export type Outcome = (typeof outcomes)[number];

/** How an item of the due set is judged: against which day, and how. */
export interface DueJudgement {
  readonly baseline: Day;
  readonly outcome: Outcome;
}

/**
 * The judgement of an item over the week, or null when it was not due in it. Done or cancelled before the week, it belongs to the week of the
 * due date it had then: cancelling early does not take an item out of the denominator either.
 */
export function dueJudgement(timeline: Timeline, span: Span): DueJudgement | null {
  const end = stepBefore(timeline, span.before);
  const last = timeline.steps[end];
  if (!last) return null;
  const baseline = baselineOf(timeline, span, end);
  if (baseline === null) return null;

  const dayEnd = span.dayEnds.get(baseline) ?? 0;
  if (last.state === 'done') {
    const onTime = inStateSince(timeline, end) < dayEnd;
    return { baseline, outcome: onTime ? 'doneOnTime' : 'doneLate' };
  }
  if (last.state === 'cancelled') return { baseline, outcome: 'dropped' };
  if (last.due === null || last.due > baseline) return { baseline, outcome: 'moved' };
  return { baseline, outcome: span.asOf.getTime() >= dayEnd ? 'missed' : 'pending' };
}

function baselineOf(timeline: Timeline, span: Span, end: number): Day | null {
  const start = stepBefore(timeline, span.from);
  for (let index = Math.max(start, 0); index <= end; index += 1) {
    const step = timeline.steps[index];
    if (step && isUnfinished(step.state) && isDueIn(step, span)) return step.due;
  }
  if (start < 0 || isUnfinished(timeline.steps[start]?.state)) return null;
  const finish = timeline.steps[finishedAtStep(timeline, start)];
  return finish && isDueIn(finish, span) ? finish.due : null;
}

function finishedAtStep(timeline: Timeline, index: number): number {
  const open = timeline.steps.findLastIndex((step, at) => at <= index && isUnfinished(step.state));
  return open + 1;
}

function isDueIn(step: Step, span: Span): boolean {
  return step.due !== null && step.due >= span.week.firstDay && step.due <= span.week.lastDay;
}
