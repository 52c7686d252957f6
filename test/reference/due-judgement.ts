import { isUnfinished } from '../../src/actions/item-history.ts';
import type { Day } from '../../src/lib/calendar.ts';
import { dueOutcome, type DuePromise, type Outcome } from '../../src/metrics/due-outcome.ts';
import type { Span } from '../../src/metrics/span.ts';
import { inStateSince, stepBefore, type Step, type Timeline } from './timeline.ts';

/** How an item of the due set is judged: against which day, and how. */
export interface DueJudgement {
  readonly baseline: Day;
  readonly outcome: Outcome;
}

export function dueJudgement(timeline: Timeline, span: Span): DueJudgement | null {
  const promise = duePromise(timeline, span);
  return promise && { baseline: promise.baseline, outcome: dueOutcome(promise, span) };
}

/**
 * The item as it stands at the end of the week it was due in, or null when it was not due in it. Done or cancelled before the week, it belongs to the week of the
 * due date it had then: cancelling early does not take an item out of the denominator either.
 */
export function duePromise(timeline: Timeline, span: Span): DuePromise | null {
  const end = stepBefore(timeline, span.before);
  const last = timeline.steps[end];
  if (!last) return null;
  const baseline = baselineOf(timeline, span, end);
  if (baseline === null) return null;
  return { baseline, state: last.state, stateSince: new Date(inStateSince(timeline, end)), due: last.due };
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
