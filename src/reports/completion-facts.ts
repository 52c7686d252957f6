import type { Crossing, ItemAsOf } from '../actions/item-moment.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import type { DuePromise } from '../metrics/due-outcome.ts';
import type { WeekCrossings } from '../metrics/flow.ts';
import type { Observation } from '../metrics/survival-curve.ts';
import type { WeekPromise } from '../metrics/trend.ts';
import type { Category, Priority } from '../postmortem/promise.ts';

/** How many weeks the report looks back, its own included. */
export const weeksOfTrend = 12;

/** What the completion report of a week is made of: the items that count, of the teams asked for. */
export interface CompletionFacts {
  readonly repeats: RepeatBook;
  /** Every item that is unfinished at the end, crossed a line in the week, or may carry a flag. */
  readonly items: readonly WeekItem[];
  /** The due set. */
  readonly due: readonly DueFact[];
  /** The due sets of the twelve weeks. */
  readonly promises: readonly WeekPromise[];
  /** What was crossed in each of the eleven weeks before, the oldest first. */
  readonly earlier: readonly WeekCrossings[];
  /** One for each item created in the 365 days before the end. */
  readonly observations: readonly Observation[];
  /** Items of which something was learnt more than a day after the week. */
  readonly revised: readonly string[];
  /** When the first item ever was created; null without any. */
  readonly firstItemAt: Date | null;
}

/** An item as it stood at the end, and what it crossed in the week, in order. */
export interface WeekItem extends ItemAsOf {
  readonly crossings: readonly Crossing[];
}

/** By what items are grouped. */
export interface Grouping {
  readonly team: string;
  readonly services: readonly string[];
  readonly severity: string | null;
  readonly priority: Priority | null;
  readonly category: Category | null;
}

/** An item of the due set. */
export interface DueFact extends DuePromise, Grouping {
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
}
