import { addDays, daysBetween } from '../lib/calendar.ts';
import { latest, type FlagRule } from './flag-rule.ts';

/** Due today or soon, and nobody has started. */
export const atRisk: FlagRule = {
  isRaised({ moment: { state, due } }, { today, policy }) {
    if (state !== 'open' || due === null || due < today) return false;
    return daysBetween(today, due) <= policy.atRiskDays;
  },
  explain(past, context) {
    const due = past.values.due ?? context.today;
    const held = past.since((values) => (values.state ?? 'open') === 'open' && values.due === due);
    const days = daysBetween(context.today, due);
    return {
      since: latest(context.startOf(addDays(due, -context.policy.atRiskDays)), held),
      evidence: `Due ${due}, ${days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`}, and not started.`,
      nextStep: 'Start it, or say now that the date will not hold.',
    };
  },
};
