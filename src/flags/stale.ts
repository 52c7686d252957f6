import type { ItemAsOf } from '../actions/item-moment.ts';
import { elapsedDays } from '../lib/calendar.ts';
import type { FlagContext } from './flag-context.ts';
import { counted, latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** Nobody touched its issue for long. What we write or see ourselves does not count; an item without an issue is unlinked, not stale. */
export const stale: FlagRule = {
  isRaised(item, context) {
    const since = isOwed(item.moment) ? quietSince(item, context) : null;
    return since !== null && elapsedDays(since, context.asOf) >= context.policy.staleAfterDays;
  },
  explain(past, context) {
    const since = quietSince(past.asOf, context) ?? past.asOf.createdAt;
    const staleFrom = new Date(since.getTime() + context.policy.staleAfterDays * 86_400_000);
    const quietFor = Math.floor(elapsedDays(since, context.asOf));
    return {
      since: latest(staleFrom, past.since(isOwed)),
      evidence: `Nothing happened on ${past.item.link?.key ?? 'its issue'} for ${counted(quietFor, 'day')}, since ${context.dayOf(since)}.`,
      nextStep: 'Ask its owner whether it is still meant to happen, and when.',
    };
  },
};

/** Null while it has no issue. */
function quietSince({ link, createdAt, moment }: ItemAsOf, { through }: FlagContext): Date | null {
  if (!link || link.linkedAt > through) return null;
  return latest(createdAt, link.linkedAt, moment.touchedAt ?? createdAt);
}
