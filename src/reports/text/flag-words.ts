import type { FlagKind } from '../../flags/flag.ts';

/** The flags as people read them. */
export const flagWords: Readonly<Record<FlagKind, string>> = {
  regressed: 'came back',
  slipping: 'slipping',
  overdue: 'overdue',
  ownerless: 'ownerless',
  unlinked: 'not in the tracker',
  missing: 'issue missing',
  undated: 'no due date',
  cancelled_unexplained: 'dropped without a reason',
  unverified: 'fix not verified',
  at_risk: 'due soon, not started',
  stale: 'gone quiet',
  vague: 'vague',
};
