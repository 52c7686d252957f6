import { daysBetween, type Day } from '../lib/calendar.ts';
import type { EventOrigin, ItemEvent, TrackedItem } from './item-history.ts';

/** What a change of the due date was: the first promise, later, earlier, taken away, or the same day promised again after that. */
export const slipKinds = ['promise', 'push', 'pull', 'removal', 'renewal'] as const;
export type SlipKind = (typeof slipKinds)[number];

/** One change of the due date. */
export interface SlipEntry {
  readonly kind: SlipKind;
  readonly at: Date;
  /** Who made it, as the tracker names them; null where nobody is named. */
  readonly by: string | null;
  readonly origin: EventOrigin;
  /** The last day that stood, also after a removal; null for the first promise. */
  readonly from: Day | null;
  /** Null when the date was taken away. */
  readonly to: Day | null;
  /** Calendar days from `from` to `to`, negative for an earlier day; null where one of them is missing. */
  readonly days: number | null;
}

/** What became of an item's first promise: kept for ever, with every change since. */
export interface SlipLedger {
  /** The first due date ever given to the item; null while it has had none. */
  readonly firstDue: Day | null;
  /** The present one. */
  readonly due: Day | null;
  /** How many pushes there are, and the calendar days of them all. */
  readonly moves: number;
  readonly daysPushed: number;
  /** Calendar days from the first due date to the present one, 0 if that is earlier; null without a due date. */
  readonly movedDays: number | null;
  /** In order of time, the first promise first. */
  readonly entries: readonly SlipEntry[];
}

/**
 * The ledger of an item up to `through`, changes at that very instant included. What happened before its creation does not count, save the date that
 * stood then, unless a first promise was made at the creation.
 */
export function slipLedger(item: TrackedItem, through: Date): SlipLedger {
  const entries: SlipEntry[] = [];
  let due: Day | null = null;
  let standing: Day | null = null;
  for (const { value, occurredAt, by, origin } of dueChanges(item, through)) {
    if (value === due) continue;
    const days = standing === null || value === null ? null : daysBetween(standing, value);
    const from = standing;
    entries.push({ kind: kindOf(from, value), at: occurredAt, by, origin, from, to: value, days });
    due = value;
    standing = value ?? standing;
  }
  const firstDue = entries[0]?.to ?? null;
  const pushes = entries.filter(({ kind }) => kind === 'push');
  return {
    firstDue,
    due,
    moves: pushes.length,
    daysPushed: pushes.reduce((sum, { days }) => sum + (days ?? 0), 0),
    movedDays: firstDue === null || due === null ? null : Math.max(0, daysBetween(firstDue, due)),
    entries,
  };
}

function kindOf(from: Day | null, to: Day | null): SlipKind {
  if (to === null) return 'removal';
  if (from === null) return 'promise';
  if (to === from) return 'renewal';
  return to > from ? 'push' : 'pull';
}

function dueChanges({ events, createdAt }: TrackedItem, through: Date): ItemEvent[] {
  const changes = events.filter(({ field, occurredAt }) => field === 'due' && occurredAt <= through);
  const since = changes.filter(({ occurredAt }) => occurredAt >= createdAt);
  const before = changes.findLast(({ occurredAt }) => occurredAt < createdAt);
  const promised = since[0]?.occurredAt.getTime() === createdAt.getTime();
  return before && !promised && createdAt <= through
    ? [{ ...before, occurredAt: createdAt }, ...since]
    : since;
}
