import type { FlagCounts } from '../flags/flag.ts';
import type { Day } from '../lib/calendar.ts';
import type { DueFigures, Outcome } from '../metrics/due-outcome.ts';
import type { Flow } from '../metrics/flow.ts';
import type { TimeToComplete } from '../metrics/time-to-complete.ts';
import type { Category, Priority } from '../postmortem/promise.ts';

/** Were the promises of a week kept? The shape of `report completion --json`; dates become ISO instants there. */
export interface CompletionReport {
  readonly week: string;
  readonly from: Date;
  readonly to: Date;
  readonly asOf: Date;
  readonly timeZone: string;
  /** The team asked for; null for all. */
  readonly team: string | null;
  /** Items of which something was learnt more than a day after the week, so that the numbers may differ from an earlier print. */
  readonly revised: { readonly itemIds: readonly string[] } | null;
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
  readonly timeToComplete: TimeToComplete;
  /** Twelve weeks, the oldest first, this one last. */
  readonly trend: readonly TrendPoint[];
  readonly byTeam: readonly ({ readonly team: string } & GroupFigures)[];
  /** An item of several services counts in each; null holds items that name none. */
  readonly byService: readonly ({ readonly service: string | null } & GroupFigures)[];
  readonly bySeverity: readonly ({ readonly severity: string | null } & GroupFigures)[];
  readonly byPriority: readonly ({ readonly priority: Priority | null } & GroupFigures)[];
  readonly byCategory: readonly ({ readonly category: Category | null } & GroupFigures)[];
  /** The items behind `due`, by baseline day. */
  readonly dueItems: readonly DueItem[];
}

export interface GroupFigures {
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
}

export interface TrendPoint {
  readonly week: string;
  readonly total: number;
  readonly rate: number | null;
  readonly onTimeRate: number | null;
}

export interface DueItem {
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  readonly team: string;
  /** The day by which it is judged. */
  readonly baseline: Day;
  readonly outcome: Outcome;
}
