import type { ItemAsOf } from '../actions/item-moment.ts';
import type { FlagContext } from './flag-context.ts';
import { latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** Recorded, and still in no tracker. */
export const unlinked: FlagRule = {
  isRaised(item, context) {
    const isLinked = item.link !== null && item.link.linkedAt <= context.through;
    return isOwed(item.moment) && !isLinked && context.asOf >= expectedAt(item, context);
  },
  explain(past, context) {
    const { writeError } = past.item;
    return {
      since: latest(expectedAt(past.asOf, context), past.since(isOwed)),
      evidence: writeError
        ? `Not in the tracker: ${writeError}`
        : 'Not in the tracker, and the tracker has not said why.',
      nextStep:
        'Remove what stands in the way (the sync page and `followthrough check` say what), then retry.',
    };
  },
};

function expectedAt({ recordedAt }: ItemAsOf, { policy }: FlagContext): Date {
  return new Date(recordedAt.getTime() + policy.unlinkedAfterHours * 3_600_000);
}
