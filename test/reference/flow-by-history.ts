import { isUnfinished } from '../../src/actions/item-history.ts';
import type { Flow } from '../../src/metrics/flow.ts';
import type { Span } from '../../src/metrics/span.ts';
import { stepBefore, type Timeline } from './timeline.ts';

/**
 * Counts what stood at the two ends of the week and every crossing between unfinished and finished within it. A change
 * from done to cancelled or back crosses nothing.
 */
export function flowByHistory(timelines: readonly Timeline[], span: Span): Flow {
  const flow = { openAtStart: 0, created: 0, reopened: 0, done: 0, dropped: 0, openAtEnd: 0 };
  for (const timeline of timelines) {
    const start = stepBefore(timeline, span.from);
    const end = stepBefore(timeline, span.before);
    if (end < 0) continue;
    if (start < 0) flow.created += 1;
    else if (isUnfinished(timeline.steps[start]?.state)) flow.openAtStart += 1;
    for (let index = Math.max(start, 0) + 1; index <= end; index += 1) {
      const state = timeline.steps[index]?.state;
      const wasOpen = isUnfinished(timeline.steps[index - 1]?.state);
      if (wasOpen && state === 'done') flow.done += 1;
      if (wasOpen && state === 'cancelled') flow.dropped += 1;
      if (!wasOpen && isUnfinished(state)) flow.reopened += 1;
    }
    if (isUnfinished(timeline.steps[end]?.state)) flow.openAtEnd += 1;
  }
  return flow;
}
