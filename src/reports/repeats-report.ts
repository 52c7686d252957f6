import type { RepeatBasis } from '../incidents/repeats.ts';
import type { FixHeld } from '../metrics/fix-held.ts';
import type { Verified } from '../metrics/verified.ts';

/** Do incidents come back? The shape of `report repeats --json`. Counts are over the trailing 13 weeks. */
export interface RepeatsReport {
  readonly week: string;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly team: string | null;
  readonly windowDays: number;
  readonly incidents: number;
  readonly repeats: number;
  /** repeats / incidents; null when there was no incident. */
  readonly repeatRate: number | null;
  readonly preventable: number;
  /** The repeats that started in the week itself. */
  readonly repeatsInWeek: readonly RepeatRow[];
  /** The repeats behind `preventable`, the latest first. */
  readonly preventableRepeats: readonly RepeatRow[];
  readonly fixHeld: FixHeld;
  readonly verified: Verified;
  readonly suggestions: readonly RepeatSuggestion[];
}

export interface RepeatRow {
  readonly incident: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly repeats: string;
  readonly basis: RepeatBasis;
  /** Whole days between the two starts. */
  readonly daysSince: number;
  /** Items of its line that were unfinished when it started. */
  readonly openItems: readonly OpenItem[];
}

export interface OpenItem {
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  /** Whole days from its creation to the start of the repeat. */
  readonly daysOpen: number;
  /** Whole days since its due day had passed, 0 when it had not; null without a due date. */
  readonly daysOverdue: number | null;
}

/** A pair that reads alike. It counts for nothing until a person confirms it. */
export interface RepeatSuggestion {
  readonly incident: string;
  readonly repeats: string;
  /** From 0 to 1. */
  readonly similarity: number;
  readonly because: readonly string[];
}
