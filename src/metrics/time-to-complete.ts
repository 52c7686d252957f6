/** How long items take, what is still open included (Kaplan–Meier). Days are elapsed time divided by 24 hours, with fraction. */
export interface TimeToComplete {
  readonly n: number;
  readonly completed: number;
  readonly censored: number;
  /** Null when fewer than half are known to be completed at any time seen. */
  readonly medianDays: number | null;
  readonly p90Days: number | null;
  readonly within: Readonly<Record<'30' | '60' | '90', ShareCompleted>>;
}

/** The share completed within so many days, from 0 to 1, with its 95 % interval; null where nothing can be said. */
export interface ShareCompleted {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
