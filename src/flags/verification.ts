import { isDay, type Day } from '../lib/calendar.ts';
import type { FlagContext } from './flag-context.ts';
import { latest } from './flag-rule.ts';
import type { Past } from './item-past.ts';

/** How a done item that names a test of the fix stands: a person said it held or not, or it is time to look, or not yet. */
export const standings = ['held', 'refuted', 'unverified', 'waiting'] as const;
export type Standing = (typeof standings)[number];

export interface Verification {
  readonly standing: Standing;
  readonly completedAt: Date;
  /** From when on somebody should look: `verifyAfterDays` after completion, or 24:00 of the day that the test itself names. */
  readonly lookFrom: Date;
}

/** Null unless the item is done and names a test. The test's own date is read where it is written `2026-11-20`. */
export function verificationOf(past: Past, context: FlagContext): Verification | null {
  const test = past.item.test?.trim();
  const completedAt = past.heldSince(({ state }) => state === 'done');
  if (!test || !completedAt || !past.everUnfinished) return null;
  const own = ownDay(test);
  const lookFrom = own
    ? latest(context.endOf(own), completedAt)
    : new Date(completedAt.getTime() + context.policy.verifyAfterDays * 86_400_000);
  const said = saidSince(past, completedAt);
  if (said) return { standing: said.held ? 'held' : 'refuted', completedAt, lookFrom };
  return { standing: context.asOf >= lookFrom ? 'unverified' : 'waiting', completedAt, lookFrom };
}

/** What a person last said since the completion of whether the fix held; null when nobody did, or took it back. */
export function saidSince(
  past: Past,
  completedAt: Date,
): { readonly held: boolean; readonly at: Date; readonly by: string | null } | null {
  const said = past.events.findLast(
    ({ field, occurredAt }) => field === 'verified' && occurredAt >= completedAt,
  );
  if (!said || (said.value !== 'held' && said.value !== 'not-held')) return null;
  return { held: said.value === 'held', at: said.occurredAt, by: said.by };
}

function ownDay(test: string): Day | null {
  return test.match(/\b\d{4}-\d{2}-\d{2}\b/g)?.findLast(isDay) ?? null;
}
