import type { FlagRule } from './flag-rule.ts';

/**
 * Cancelled, and no reason was given since it was last opened: a reason for an earlier cancellation explains nothing, one given
 * just before the cancellation (a decision, then its write) does.
 */
export const cancelledUnexplained: FlagRule = {
  isRaised: ({ moment }) => moment.state === 'cancelled' && moment.wasEverOwed && !moment.isExplained,
  explain(past, context) {
    const since = past.asOf.moment.stateSince;
    return {
      since,
      evidence: `Cancelled on ${context.dayOf(since)} without a reason.`,
      nextStep: 'Record why it was dropped, or reopen it.',
    };
  },
};
