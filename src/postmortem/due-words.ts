import type { Day } from '../lib/calendar.ts';
import type { FigureOrder } from './written-dates.ts';

export interface Calendar {
  readonly order: FigureOrder;
  /** The day the document was written, else of its incident: what "next Friday" counts from. */
  readonly written: Day | null;
}
