import type { Span } from '../../src/metrics/span.ts';
import type { Observation } from '../../src/metrics/survival-curve.ts';
import { inStateSince, stepBefore, type Timeline } from './timeline.ts';

const dayMs = 86_400_000;

/** Items created in the 365 days before asOf: completed ones, cancelled ones (censored then), unfinished ones (censored at asOf). */
export function observationsOf(timelines: readonly Timeline[], span: Span): Observation[] {
  const since = span.asOf.getTime() - 365 * dayMs;
  return timelines
    .filter(({ steps }) => steps[0].at >= since && steps[0].at < span.before)
    .map((timeline) => observe(timeline, span));
}

function observe(timeline: Timeline, span: Span): Observation {
  const end = stepBefore(timeline, span.before);
  const state = timeline.steps[end]?.state;
  const finished = state === 'done' || state === 'cancelled';
  const until = finished ? inStateSince(timeline, end) : span.asOf.getTime();
  return { time: (until - timeline.steps[0].at) / dayMs, completed: state === 'done' };
}
