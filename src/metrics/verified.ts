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

/** Counts how the fixes stand; one entry for each done item that names a test. */
export function tallyVerified(standings: readonly Exclude<keyof Verified, 'withTest'>[]): Verified {
  const tally = { withTest: standings.length, held: 0, refuted: 0, unverified: 0, waiting: 0 };
  for (const standing of standings) tally[standing] += 1;
  return tally;
}
