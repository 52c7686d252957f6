import type { TrackedItem } from '../actions/item-history.ts';
import type { ItemAsOf } from '../actions/item-moment.ts';
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
  return flagKindsAt(past.asOf, context).map((kind) => ({ kind, ...rules[kind].explain(past, context) }));
}

/** Which flags an item carries, by its moment alone: for counting many. */
export function flagKindsAt(item: ItemAsOf, context: FlagContext): FlagKind[] {
  const isAccepted = acceptedUntil(item, context) !== null;
  return flagKinds.filter(
    (kind) => !(isAccepted && silencedByAcceptance.has(kind)) && rules[kind].isRaised(item, context),
  );
}

/** The day through which the risk of the item is accepted; null when it is not, or no longer. */
export function acceptedUntil({ moment }: ItemAsOf, { today }: FlagContext): Day | null {
  const { acceptedUntil: until } = moment;
  return until && until >= today ? until : null;
}
