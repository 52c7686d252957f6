import { latest, type FlagRule } from './flag-rule.ts';
import { isOwed } from './item-past.ts';

/** Recorded, and still in no tracker. */
export const unlinked: FlagRule = (past, context) => {
  const { link, recordedAt, writeError } = past.item;
  const owedSince = past.heldSince(isOwed);
  if (!owedSince || (link && link.linkedAt <= context.through)) return null;
  const expected = new Date(recordedAt.getTime() + context.policy.unlinkedAfterHours * 3_600_000);
  if (context.asOf < expected) return null;
  return {
    since: latest(expected, owedSince),
    evidence: writeError
      ? `Not in the tracker: ${writeError}`
      : 'Not in the tracker, and the tracker has not said why.',
    nextStep: 'Remove what stands in the way (the sync page and `followthrough check` say what), then retry.',
  };
};
