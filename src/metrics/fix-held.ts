/** Incidents whose fixes are done long enough to be judged (`cleared`), and those that did not come back (`held`). */
export interface FixHeld {
  readonly cleared: number;
  readonly held: number;
  /** held / cleared; null when cleared is 0. */
  readonly rate: number | null;
}
