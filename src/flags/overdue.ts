import { elapsedDays } from '../lib/calendar.ts';
import { counted, latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** Its due day has passed: from 24:00 of that day. */
export const overdue: FlagRule = {
  isRaised: ({ moment }, { today }) => isOwed(moment) && moment.due !== null && moment.due < today,
  explain(past, context) {
    const due = past.values.due ?? context.today;
    const held = past.since((values) => isOwed(values) && values.due === due);
    const passed = context.endOf(due);
    const days = Math.floor(elapsedDays(passed, context.asOf));
    return {
      since: latest(passed, held),
      evidence: `Due ${due}, overdue for ${days === 0 ? 'less than a day' : counted(days, 'day')}.`,
      nextStep: 'Finish it, give it a date that will hold, or accept the risk until a date.',
    };
  },
};
