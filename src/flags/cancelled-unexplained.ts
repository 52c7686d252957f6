import { isUnfinished } from '../actions/item-history.ts';
import type { FlagRule } from './flag-rule.ts';

/**
 * Cancelled, and no reason was given since it was last opened: a reason for an earlier cancellation explains nothing, one given
 * just before the cancellation (a decision, then its write) does.
 */
export const cancelledUnexplained: FlagRule = (past, context) => {
  const since = past.heldSince(({ state }) => state === 'cancelled');
  if (!since || !past.everUnfinished) return null;
  const reason = past.events.findLast(({ field }) => field === 'reason');
  if (reason?.value?.trim() && reason.occurredAt >= lastOpened(past)) return null;
  return {
    since,
    evidence: `Cancelled on ${context.dayOf(since)} without a reason.`,
    nextStep: 'Record why it was dropped, or reopen it.',
  };
};

function lastOpened({ item, events }: Parameters<FlagRule>[0]): Date {
  let opened = item.createdAt;
  let open = true;
  for (const { field, value, occurredAt } of events) {
    if (field !== 'state') continue;
    if (!open && isUnfinished(value)) opened = occurredAt;
    open = isUnfinished(value);
  }
  return opened;
}
