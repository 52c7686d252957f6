import { dueMoves, type DueEntry } from './due-moves.ts';
import type { FlagContext } from './flag-context.ts';
import { counted, latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** The due date keeps moving: too often, or too far from the first one. */
export const slipping: FlagRule = {
  isRaised: ({ moment }, context) => isOwed(moment) && slips(moment, context),
  explain(past, context) {
    const { firstDue, due, moves, movedDays, entries } = dueMoves(past.item, context.through);
    const steady = entries.findLastIndex((entry) => !slips(entry, context));
    const turned = entries[steady + 1]?.at ?? past.asOf.moment.from;
    const pushes = `moved to a later day ${moves === 1 ? 'once' : `${moves} times`}`;
    const evidence =
      due === null
        ? `First due ${firstDue}, ${pushes}, then the date was removed.`
        : `First due ${firstDue}, ${pushes}, now due ${due}: ${counted(movedDays ?? 0, 'day')} later.`;
    return {
      since: latest(turned, past.since(isOwed)),
      evidence,
      nextStep: 'Decide: free the time for it, accept the risk until a date, or drop it with a reason.',
    };
  },
};

function slips(
  { moves, movedDays }: Pick<DueEntry, 'moves' | 'movedDays'>,
  { policy }: FlagContext,
): boolean {
  const limits = policy.slipping;
  return moves >= limits.moves || (movedDays !== null && movedDays >= limits.days);
}
