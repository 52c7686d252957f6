/** Done items that name a test of the fix: `withTest = held + refuted + unverified + waiting`. */
export interface Verified {
  readonly withTest: number;
  readonly held: number;
  readonly refuted: number;
  /** Time to look, and nobody has said whether it held. */
  readonly unverified: number;
  /** Not yet time to look. */
  readonly waiting: number;
}
