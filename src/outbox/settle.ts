import { type ClaimedWrite, settleWrites, type Settlement } from '../db/claim-store.ts';
import type { Database, Handle } from '../db/database.ts';
import {
  addRemarks,
  itemsOfIssues,
  linkItems,
  lockRows,
  type ItemRow,
  type NewLink,
} from '../db/link-store.ts';
import { addWrites } from '../db/postmortem-store.ts';
import { repeatable } from '../db/repeatable.ts';
import type { Issue, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { settledAfterMs } from './back-off.ts';
import type { Ending } from './ending.ts';
import { editSince, updateOf } from './owed-updates.ts';

type Done = Extract<WriteOutcome<Issue | null>, { outcome: 'done' }>;

/** An ending as it was written down; one whose lease had passed to another worker is none of ours. */
export interface Settled extends Ending {
  readonly isOurs: boolean;
}

/**
 * Writes down how the calls for some writes of a tracker ended, all at once: states, links, and the updates that are still owed.
 * What a tracker says of an issue that is another item's is refused.
 */
export async function settle(
  db: Database,
  tracker: Tracker,
  endings: readonly Ending[],
  now: Date,
): Promise<Settled[]> {
  return repeatable(db, async (tx) => {
    const rows = await lockRows(
      tx,
      endings.map(({ claimed }) => claimed.item.id),
    );
    const judged = await withoutOthersIssues(tx, tracker, endings);
    const ours = await settleWrites(
      tx,
      judged.map((ending) => settlementOf(ending, now)),
    );
    const settled = judged.map((ending) => ({ ...ending, isOurs: ours.has(ending.claimed.write.id) }));
    const done = settled.flatMap(({ isOurs, claimed, outcome }) =>
      isOurs && outcome.outcome === 'done' ? [{ claimed, outcome }] : [],
    );
    const linked = done.filter(({ claimed }) => claimed.write.kind !== 'update');
    await linkItems(
      tx,
      tracker,
      linked.flatMap(({ claimed, outcome: { value } }) => (value ? [linkOf(claimed, value)] : [])),
      now,
    );
    await addRemarks(
      tx,
      done.flatMap(({ claimed, outcome }) =>
        outcome.notes.map((sentence) => ({ itemId: claimed.item.id, sentence })),
      ),
    );
    await addWrites(
      tx,
      linked.flatMap(({ claimed, outcome }) => owedBy(claimed, outcome, rows, now)),
    );
    return settled;
  });
}

function linkOf({ item, write }: ClaimedWrite, issue: Issue): NewLink {
  return {
    itemId: item.id,
    issueId: issue.id,
    issueKey: issue.key,
    issueUrl: issue.url,
    issueTitle: issue.title,
    adopted: write.kind === 'adopt',
  };
}

/** One issue is one item's counterpart: whoever comes second is refused, in the same batch too. */
async function withoutOthersIssues(
  tx: Handle,
  tracker: Tracker,
  endings: readonly Ending[],
): Promise<Ending[]> {
  const owners = new Map(
    await itemsOfIssues(
      tx,
      tracker.id,
      endings.flatMap((ending) => madeBy(ending)?.id ?? []),
    ),
  );
  return endings.map((ending) => {
    const issue = madeBy(ending);
    if (issue === null) return ending;
    const { claimed } = ending;
    const owner = owners.get(issue.id) ?? claimed.item.id;
    owners.set(issue.id, owner);
    if (owner === claimed.item.id) return ending;
    const reason = `${issue.key} is already tied to another action item. Give this one a ticket of its own, or remove it.`;
    return { claimed, outcome: { outcome: 'refused', reason, retryAfter: null }, begun: false };
  });
}

/** The issue that the item is to be tied to; null when it is none, or tied already. */
function madeBy({ claimed, outcome }: Ending): Issue | null {
  return outcome.outcome === 'done' && claimed.write.kind !== 'update' ? outcome.value : null;
}

function settlementOf({ claimed, outcome, begun }: Ending, now: Date): Settlement {
  const { write: held, attemptedBefore } = claimed;
  switch (outcome.outcome) {
    case 'done':
      return { held, state: 'done', error: null, notes: outcome.notes, attemptedAt: null, finishedAt: now };
    case 'unknown': {
      const { reason: error, retryAfter } = outcome;
      // The first attempt counts as the time of it; a later one may have been sent just now and is given the same time to show.
      const isRepeated = held.kind === 'create' && attemptedBefore !== null;
      const settledAt = new Date(now.getTime() + settledAfterMs);
      const runAt = isRepeated && settledAt > retryAfter ? settledAt : retryAfter;
      return { held, state: 'unknown', error, runAt, attemptedAt: held.attemptedAt };
    }
    case 'refused': {
      const { reason: error, retryAfter } = outcome;
      // Nothing was done, so the next attempt is as good as this one.
      const attemptedAt = begun ? held.attemptedAt : attemptedBefore;
      if (retryAfter === null) return { held, state: 'refused', error, attemptedAt };
      // An earlier attempt that is still in doubt stays so.
      const state = attemptedAt === null ? 'queued' : 'unknown';
      return { held, state, error, runAt: retryAfter, attemptedAt };
    }
  }
}

/** The updates a new link still asks for: the link back, and what the document was edited to meanwhile. */
function owedBy(
  { item: sent, write: held }: ClaimedWrite,
  { unlinked }: Done,
  rows: ReadonlyMap<string, ItemRow>,
  now: Date,
) {
  const item = rows.get(sent.id);
  const change = { ...(item && editSince(sent, item)), ...(unlinked ? { backlink: true as const } : {}) };
  return Object.keys(change).length === 0 ? [] : [updateOf(sent.id, held.trackerId, change, now)];
}
