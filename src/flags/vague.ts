import type { FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** The text check of intake found nothing in it that one could verify. */
export const vague: FlagRule = {
  isRaised: ({ moment, weaknesses }) =>
    isOwed(moment) && weaknesses.some((rule) => rule === 'vague' || rule === 'feeling'),
  explain: (past) => ({
    since: past.since(isOwed),
    evidence: `“${past.item.text}” names no concrete change that one could verify.`,
    nextStep: 'Rewrite it in the postmortem: what will be different, and how one can tell.',
  }),
};
