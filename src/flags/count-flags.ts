import type { FlagCounts, FlagKind } from './flag.ts';

/** How often each kind is there; every kind is counted, if with 0. */
export function countFlags(kinds: readonly FlagKind[]): FlagCounts {
  const counts = new Map<FlagKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const of = (kind: FlagKind) => counts.get(kind) ?? 0;
  return {
    regressed: of('regressed'),
    slipping: of('slipping'),
    overdue: of('overdue'),
    ownerless: of('ownerless'),
    unlinked: of('unlinked'),
    missing: of('missing'),
    undated: of('undated'),
    cancelled_unexplained: of('cancelled_unexplained'),
    unverified: of('unverified'),
    at_risk: of('at_risk'),
    stale: of('stale'),
    vague: of('vague'),
  };
}
