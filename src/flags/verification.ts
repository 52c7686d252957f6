import type { ItemAsOf, MomentFacts } from '../actions/item-moment.ts';
import { isDay, type Day } from '../lib/calendar.ts';
import type { FlagContext } from './flag-context.ts';
import { latest } from './flag-rule.ts';

/** How a done item that names a test of the fix stands: a person said it held or not, or it is time to look, or not yet. */
export const standings = ['held', 'refuted', 'unverified', 'waiting'] as const;
export type Standing = (typeof standings)[number];

export interface Verification {
  readonly standing: Standing;
  /** From when on somebody should look: `verifyAfterDays` after completion, or 24:00 of the day that the test itself names. */
  readonly lookFrom: Date;
}

/** What of an item decides it. */
export interface TestedItem extends Pick<ItemAsOf, 'test'> {
  readonly moment: Pick<MomentFacts, 'state' | 'stateSince' | 'verdict' | 'wasEverOwed'>;
}

/** Null unless the item is done and names a test. The test's own date is read where it is written `2026-11-20`. */
export function verificationOf({ test, moment }: TestedItem, context: FlagContext): Verification | null {
  const named = test?.trim();
  if (!named || moment.state !== 'done' || !moment.wasEverOwed) return null;
  const own = ownDay(named);
  const completedAt = moment.stateSince;
  const lookFrom = own
    ? latest(context.endOf(own), completedAt)
    : new Date(completedAt.getTime() + context.policy.verifyAfterDays * 86_400_000);
  if (moment.verdict) return { standing: moment.verdict === 'held' ? 'held' : 'refuted', lookFrom };
  return { standing: context.asOf >= lookFrom ? 'unverified' : 'waiting', lookFrom };
}

function ownDay(test: string): Day | null {
  return test.match(/\b\d{4}-\d{2}-\d{2}\b/g)?.findLast(isDay) ?? null;
}
