import type { EventOrigin } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import type { Span } from './span.ts';

/** One push: an item's due date moved to a later day than the last that stood. */
export interface Push {
  /** Of the item, as are key, text, team and services. */
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  readonly team: string;
  readonly services: readonly string[];
  readonly at: Date;
  /** Who made it; null where nobody is named. */
  readonly by: string | null;
  readonly origin: EventOrigin;
  readonly from: Day;
  readonly to: Day;
  /** Calendar days from the one to the other. */
  readonly days: number;
}

/** The pushes of a week, and the days they add up to. */
export interface SlipWeek {
  readonly week: string;
  readonly pushes: number;
  readonly days: number;
}

/** Pushes per week; weeks without any are there too. */
export function slipWeeks(pushes: readonly Push[], spans: readonly Span[]): SlipWeek[] {
  return spans.map((span) => {
    const those = pushesIn(pushes, span);
    const days = those.reduce((sum, push) => sum + push.days, 0);
    return { week: span.week.name, pushes: those.length, days };
  });
}

/** The pushes of one week. */
export function pushesIn(pushes: readonly Push[], span: Span): Push[] {
  return pushes.filter(({ at }) => at.getTime() >= span.from && at.getTime() < span.before);
}
