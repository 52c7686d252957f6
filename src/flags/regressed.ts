import type { ItemAsOf, MomentFacts } from '../actions/item-moment.ts';
import type { FlagContext } from './flag-context.ts';
import type { FlagRule } from './flag-rule.ts';

/** What of an item decides it. */
export interface FixedItem extends Pick<ItemAsOf, 'incidentId'> {
  readonly moment: Pick<MomentFacts, 'state' | 'stateSince' | 'verdict' | 'verdictAt' | 'wasEverOwed'>;
}

/**
 * Done, and yet a person said the fix did not hold, or the incident came back within the repeat window of its completion. A person
 * who looked after that and said the fix held has the last word.
 */
export const regressed: FlagRule = {
  isRaised: isRegressed,
  explain(past, context) {
    const { incidentId, moment } = past.asOf;
    const doneOn = `Done on ${context.dayOf(moment.stateSince)}`;
    const came = cameBack(past.asOf, context);
    const refutedAt = moment.verdict === 'not-held' ? moment.verdictAt : null;
    const nextStep = 'Find out why the fix was not enough, and reopen it or promise a better one.';
    if (came && !(refutedAt && refutedAt < came.startedAt)) {
      const evidence = `${doneOn}, but ${came.id} started on ${context.dayOf(came.startedAt)} and repeats ${incidentId}.`;
      return { since: came.startedAt, evidence, nextStep };
    }
    const since = refutedAt ?? moment.stateSince;
    const who = past.events.findLast(({ field }) => field === 'verified')?.by ?? 'a person';
    return {
      since,
      evidence: `${doneOn}; on ${context.dayOf(since)} ${who} said the fix did not hold.`,
      nextStep,
    };
  },
};

export function isRegressed(item: FixedItem, context: FlagContext): boolean {
  const { state, wasEverOwed, verdict } = item.moment;
  if (state !== 'done' || !wasEverOwed) return false;
  return verdict === 'not-held' || cameBack(item, context) !== undefined;
}

function cameBack({ incidentId, moment }: FixedItem, { repeats, through }: FlagContext) {
  const heldAt = moment.verdict === 'held' ? moment.verdictAt : null;
  return repeats
    .returnsAfter(incidentId, moment.stateSince)
    .find(({ startedAt }) => startedAt <= through && !(heldAt && heldAt >= startedAt));
}
