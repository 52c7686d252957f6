import { type ClaimedWrite, settleWrites, type Settlement } from '../db/claim-store.ts';
import type { Database, Handle } from '../db/database.ts';
import { addRemarks, itemsOfIssues, linkItems, lockRows, type ItemRow } from '../db/link-store.ts';
import { addWrites } from '../db/postmortem-store.ts';
import { repeatable } from '../db/repeatable.ts';
import type { Issue, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { settledAfterMs } from './back-off.ts';
import type { Ending } from './ending.ts';
import { editSince, updateOf } from './owed-updates.ts';

type Done = Extract<WriteOutcome<Issue>, { outcome: 'done' }>;

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
      linked.map(({ claimed, outcome: { value } }) => ({
        itemId: claimed.item.id,
        issueId: value.id,
        issueKey: value.key,
        issueUrl: value.url,
        issueTitle: value.title,
        adopted: claimed.write.kind === 'adopt',
      })),
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

/** One issue is one item's counterpart: whoever comes second is refused, in the same batch too. */
async function withoutOthersIssues(
  tx: Handle,
  tracker: Tracker,
  endings: readonly Ending[],
): Promise<Ending[]> {
  const making = endings.filter(({ claimed, outcome }) => {
    return outcome.outcome === 'done' && claimed.write.kind !== 'update';
  });
  const owners = new Map(
    await itemsOfIssues(
      tx,
      tracker.id,
      making.flatMap(({ outcome }) => (outcome.outcome === 'done' ? [outcome.value.id] : [])),
    ),
  );
  return endings.map((ending) => {
    const { claimed, outcome } = ending;
    if (outcome.outcome !== 'done' || claimed.write.kind === 'update') return ending;
    const owner = owners.get(outcome.value.id) ?? claimed.item.id;
    owners.set(outcome.value.id, owner);
    if (owner === claimed.item.id) return ending;
    const reason = `${outcome.value.key} is already tied to another action item. Give this one a ticket of its own, or remove it.`;
    return { claimed, outcome: { outcome: 'refused', reason, retryAfter: null }, begun: false };
  });
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
