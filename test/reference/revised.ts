import type { Span } from '../../src/metrics/span.ts';
import type { Timeline } from './timeline.ts';

const dayMs = 86_400_000;

/** Ids of items of which something that occurred before the end of the week was learnt more than 24 hours after that end. */
export function revisedItemIds(timelines: readonly Timeline[], span: Span): string[] {
  const learntBy = span.week.to.getTime() + dayMs;
  return timelines
    .filter(({ item }) => item.createdAt.getTime() < span.before)
    .filter(({ item }) =>
      item.events.some(
        (event) => event.occurredAt.getTime() < span.before && event.recordedAt.getTime() > learntBy,
      ),
    )
    .map(({ item }) => item.id);
}
