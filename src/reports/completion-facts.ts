import type { FlagCounts } from '../flags/flag.ts';
import type { DuePromise } from '../metrics/due-outcome.ts';
import type { Flow, WeekCrossings } from '../metrics/flow.ts';
import type { Observation } from '../metrics/survival-curve.ts';
import type { WeekPromise } from '../metrics/trend.ts';
import type { Category, Priority } from '../postmortem/promise.ts';

/** How many weeks the report looks back, its own included. */
export const weeksOfTrend = 12;

/** What the completion report of a week is made of: the items that count, of the teams asked for. */
export interface CompletionFacts {
  /** Flow and flags of all items and of every group that has any. */
  readonly standings: readonly Standing[];
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

/** By what the figures of a week are given: of all items, and of each group of them. */
export const groupings = ['all', 'team', 'service', 'severity', 'priority', 'category', 'moved'] as const;

/** Flow and flags of the items of one group. An item of several services is in each; `moved` holds the unfinished ones by their `movedDays`. */
export interface Standing {
  readonly by: (typeof groupings)[number];
  /** Null for those that name none, and for all. */
  readonly key: string | null;
  readonly flow: Flow;
  readonly flags: FlagCounts;
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
