import { addDays, daysBetween } from '../lib/calendar.ts';
import { latest, type FlagRule } from './flag-rule.ts';

/** Due today or soon, and nobody has started. */
export const atRisk: FlagRule = (past, context) => {
  const { due } = past.values;
  const { atRiskDays } = context.policy;
  if (!due || due < context.today || daysBetween(context.today, due) > atRiskDays) return null;
  const held = past.heldSince((values) => (values.state ?? 'open') === 'open' && values.due === due);
  if (!held) return null;
  const days = daysBetween(context.today, due);
  return {
    since: latest(context.startOf(addDays(due, -atRiskDays)), held),
    evidence: `Due ${due}, ${days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`}, and not started.`,
    nextStep: 'Start it, or say now that the date will not hold.',
  };
};
