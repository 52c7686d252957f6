import { dueMoves } from './due-moves.ts';
import type { FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** No day was promised, or the promise was taken back. */
export const undated: FlagRule = {
  isRaised: ({ moment }) => isOwed(moment) && moment.due === null,
  explain(past, context) {
    const since = past.since((values) => isOwed(values) && !values.due);
    const last = dueMoves(past.item, context.through).entries.findLast((entry) => entry.due !== null);
    return {
      since,
      evidence: last?.due
        ? `Its due date ${last.due} was removed on ${context.dayOf(since)}.`
        : 'It never had a due date.',
      nextStep: 'Agree on a due date with its owner.',
    };
  },
};
