import type { FlagRule } from './flag-rule.ts';
import { verificationOf } from './verification.ts';

/** Done, time to look whether the fix holds, and nobody has said. */
export const unverified: FlagRule = (past, context) => {
  const verification = verificationOf(past, context);
  if (verification?.standing !== 'unverified') return null;
  return {
    since: verification.lookFrom,
    evidence: `Done on ${context.dayOf(verification.completedAt)}; nobody has said whether its test passed: “${past.item.test?.trim()}”.`,
    nextStep: 'Carry out the test and say whether the fix held.',
  };
};
