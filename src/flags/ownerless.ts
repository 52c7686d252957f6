import type { FlagRule } from './flag-rule.ts';
import { isOwed, type Values } from './item-past.ts';

/** Nobody answers for it: no assignee, or one whose account is deactivated. */
export const ownerless: FlagRule = {
  isRaised: ({ moment }) => isOwed(moment) && (!moment.assignee || !moment.isAssigneeActive),
  explain(past, context) {
    const since = past.since((values) => isOwed(values) && isOwnerless(values));
    const { assignee } = past.values;
    return {
      since,
      evidence: assignee
        ? `${assignee} is deactivated in the tracker.`
        : `Nobody is assigned since ${context.dayOf(since)}.`,
      nextStep: 'Assign one person who answers for it.',
    };
  },
};

function isOwnerless({ assignee, assignee_active: active }: Values): boolean {
  return !assignee || active === 'false';
}
