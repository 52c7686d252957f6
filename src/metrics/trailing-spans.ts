import { addWeeks, type Week } from '../lib/calendar.ts';
import { spanOf, type Span } from './span.ts';

/** The last `count` weeks up to and with this one, the oldest first, as they stand at `now`. */
export function trailingSpans(week: Week, count: number, now: Date, timeZone: string): Span[] {
  return Array.from({ length: count }, (_, index) =>
    spanOf(addWeeks(week, index + 1 - count, timeZone), now, timeZone),
  );
}
