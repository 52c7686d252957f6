import { latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

const sweepsInARow = 2;

/** Its issue was not there in two sweeps in a row: deleted, in the bin, or hidden from us. */
export const missing: FlagRule = {
  isRaised: ({ moment }) => isOwed(moment) && moment.absences >= sweepsInARow,
  explain(past, context) {
    const seen = past.events.filter((event) => event.field === 'issue');
    const absent = seen.slice(seen.findLastIndex((event) => event.value !== 'absent') + 1);
    const owedSince = past.since(isOwed);
    const first = absent[0]?.occurredAt ?? owedSince;
    return {
      since: latest(absent[sweepsInARow - 1]?.occurredAt ?? first, owedSince),
      evidence: `${past.item.link?.key ?? 'Its issue'} is deleted or no longer visible since ${context.dayOf(first)}.`,
      nextStep: 'Restore the issue or our access to it, or drop the item with a reason.',
    };
  },
};
