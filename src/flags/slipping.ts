import { dueMoves, type DueEntry } from './due-moves.ts';
import { counted, latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** The due date keeps moving: too often, or too far from the first one. */
export const slipping: FlagRule = (past, context) => {
  const owedSince = past.heldSince(isOwed);
  if (!owedSince) return null;
  const { firstDue, due, moves, movedDays, entries } = dueMoves(past.item, context.through);
  const limits = context.policy.slipping;
  const slips = (entry: DueEntry): boolean =>
    entry.moves >= limits.moves || (entry.movedDays !== null && entry.movedDays >= limits.days);
  const steady = entries.findLastIndex((entry) => !slips(entry));
  const turned = entries[steady + 1];
  if (!turned) return null;

  const pushes = `moved to a later day ${moves === 1 ? 'once' : `${moves} times`}`;
  const evidence =
    due === null
      ? `First due ${firstDue}, ${pushes}, then the date was removed.`
      : `First due ${firstDue}, ${pushes}, now due ${due}: ${counted(movedDays ?? 0, 'day')} later.`;
  return {
    since: latest(turned.at, owedSince),
    evidence,
    nextStep: 'Decide: free the time for it, accept the risk until a date, or drop it with a reason.',
  };
};
