import type { TrackedItem } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import { atRisk } from './at-risk.ts';
import { cancelledUnexplained } from './cancelled-unexplained.ts';
import { flagKinds, type Flag, type FlagKind } from './flag.ts';
import { flagContext, type FlagContext, type FlagFacts } from './flag-context.ts';
import type { FlagRule } from './flag-rule.ts';
import { pastOf, type Past } from './item-past.ts';
import { missing } from './missing.ts';
import { overdue } from './overdue.ts';
import { ownerless } from './ownerless.ts';
import { regressed } from './regressed.ts';
import { slipping } from './slipping.ts';
import { stale } from './stale.ts';
import { undated } from './undated.ts';
import { unlinked } from './unlinked.ts';
import { unverified } from './unverified.ts';
import { vague } from './vague.ts';

const rules: Readonly<Record<FlagKind, FlagRule>> = {
  regressed,
  slipping,
  overdue,
  ownerless,
  unlinked,
  missing,
  undated,
  cancelled_unexplained: cancelledUnexplained,
  unverified,
  at_risk: atRisk,
  stale,
  vague,
};

/** What a decision to accept the risk silences until its day is over. */
const silencedByAcceptance: ReadonlySet<FlagKind> = new Set(['overdue', 'slipping', 'at_risk', 'stale']);

/** The flags of an item at `facts.asOf`, the most urgent first; none before it was created. */
export function flagsOf(item: TrackedItem, facts: FlagFacts): Flag[] {
  const context = flagContext(facts);
  const past = pastOf(item, context.through);
  return past ? flagsAt(past, context) : [];
}

/** The same for many items: the past of each and the context are made once. */
export function flagsAt(past: Past, context: FlagContext): Flag[] {
  const accepted = acceptedUntil(past, context) !== null;
  return flagKinds.flatMap((kind) => {
    if (accepted && silencedByAcceptance.has(kind)) return [];
    const finding = rules[kind](past, context);
    return finding ? { kind, ...finding } : [];
  });
}

/** The day through which the risk of the item is accepted; null when it is not, or no longer. */
export function acceptedUntil(past: Past, context: FlagContext): Day | null {
  const until = past.values.accepted_until;
  return until && until >= context.today ? until : null;
}
