import { dueMoves } from './due-moves.ts';
import type { FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** No day was promised, or the promise was taken back. */
export const undated: FlagRule = (past, context) => {
  const since = past.heldSince((values) => isOwed(values) && !values.due);
  if (!since) return null;
  const { entries } = dueMoves(past.item, context.through);
  const last = entries.findLast((entry) => entry.due !== null);
  return {
    since,
    evidence: last?.due
      ? `Its due date ${last.due} was removed on ${context.dayOf(since)}.`
      : 'It never had a due date.',
    nextStep: 'Agree on a due date with its owner.',
  };
};
