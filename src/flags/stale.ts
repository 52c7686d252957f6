import type { ItemEvent } from '../actions/item-history.ts';
import { counted, latest, type FlagRule } from './flag-rule.ts';
import { elapsedDays } from '../lib/calendar.ts';
import { isOwed } from './item-past.ts';

/** Nobody touched its issue for long. What we write or see ourselves does not count; an item without an issue is unlinked, not stale. */
export const stale: FlagRule = (past, context) => {
  const owedSince = past.heldSince(isOwed);
  const { link, createdAt } = past.item;
  if (!owedSince || !link || link.linkedAt > context.through) return null;
  const touched = past.events.findLast(isActivity)?.occurredAt;
  const quietSince = latest(createdAt, link.linkedAt, touched ?? createdAt);
  const limit = context.policy.staleAfterDays;
  const quietFor = elapsedDays(quietSince, context.asOf);
  if (quietFor < limit) return null;
  return {
    since: latest(new Date(quietSince.getTime() + limit * 86_400_000), owedSince),
    evidence: `Nothing happened on ${link.key} for ${counted(Math.floor(quietFor), 'day')}, since ${context.dayOf(quietSince)}.`,
    nextStep: 'Ask its owner whether it is still meant to happen, and when.',
  };
};

/** A sweep's own findings are no deed of anybody. */
function isActivity(event: ItemEvent): boolean {
  return event.origin === 'tracker' && event.field !== 'issue' && event.field !== 'assignee_active';
}
