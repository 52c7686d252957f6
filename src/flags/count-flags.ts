import type { FlagCounts, FlagKind } from './flag.ts';

/** How many of the items carry each flag; every kind is there, if with 0. */
export function countFlags(
  items: readonly { readonly flags: readonly { readonly kind: FlagKind }[] }[],
): FlagCounts {
  const counts = new Map<FlagKind, number>();
  for (const { flags } of items) for (const { kind } of flags) counts.set(kind, (counts.get(kind) ?? 0) + 1);
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
