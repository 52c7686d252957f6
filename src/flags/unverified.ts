import type { FlagRule } from './flag-rule.ts';
import { verificationOf } from './verification.ts';

/** Done, time to look whether the fix holds, and nobody has said. */
export const unverified: FlagRule = {
  isRaised: (item, context) => verificationOf(item, context)?.standing === 'unverified',
  explain(past, context) {
    const { stateSince } = past.asOf.moment;
    return {
      since: verificationOf(past.asOf, context)?.lookFrom ?? stateSince,
      evidence: `Done on ${context.dayOf(stateSince)}; nobody has said whether its test passed: “${past.item.test?.trim()}”.`,
      nextStep: 'Carry out the test and say whether the fix held.',
    };
  },
};
