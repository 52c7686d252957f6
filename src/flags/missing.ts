import type { FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';
import { latest } from './flag-rule.ts';

const sweepsInARow = 2;

/** Its issue was not there in two sweeps in a row: deleted, in the bin, or hidden from us. */
export const missing: FlagRule = (past, context) => {
  const owedSince = past.heldSince(isOwed);
  const seen = past.events.filter((event) => event.field === 'issue');
  const absent = seen.slice(seen.findLastIndex((event) => event.value !== 'absent') + 1);
  const proof = absent[sweepsInARow - 1];
  if (!owedSince || !proof) return null;
  return {
    since: latest(proof.occurredAt, owedSince),
    evidence: `${past.item.link?.key ?? 'Its issue'} is deleted or no longer visible since ${context.dayOf(absent[0]?.occurredAt ?? proof.occurredAt)}.`,
    nextStep: 'Restore the issue or our access to it, or drop the item with a reason.',
  };
};
