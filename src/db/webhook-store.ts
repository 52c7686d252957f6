import { and, eq, inArray, lt, lte, max, sql } from 'drizzle-orm';
import type { Delivery } from '../trackers/webhook.ts';
import type { Handle } from './database.ts';
import { webhookDelivery } from './bookkeeping-schema.ts';
import { actionItem } from './schema.ts';
import type { DeliveryState } from './vocabularies.ts';

/** Keeps a delivery until its issue is read; false when it is kept already. A delivery about no issue only shows that some arrive. */
export async function storeDelivery(
  db: Handle,
  trackerId: string,
  delivery: Delivery,
  body: string,
  now: Date,
): Promise<boolean> {
  const ended = delivery.issueId === null;
  const rows = await db
    .insert(webhookDelivery)
    .values({
      trackerId,
      deliveryId: delivery.id,
      event: delivery.event,
      issueId: delivery.issueId,
      // Postgres keeps any text but this one character.
      body: ended ? '' : body.replaceAll('\u0000', '\uFFFD'),
      receivedAt: now,
      state: ended ? 'ignored' : 'queued',
      runAt: now,
      finishedAt: ended ? now : null,
    })
    .onConflictDoNothing()
    .returning({ id: webhookDelivery.id });
  return rows.length === 1;
}

/** A delivery somebody is reading the issue of. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly issueId: string;
  readonly attempts: number;
}

/**
 * Takes deliveries of a tracker that are due, or whose holder's lease ran out, the oldest first: each goes to one process. Empty when
 * there are none.
 */
export async function claimDeliveries(
  db: Handle,
  trackerId: string,
  { now, leaseMs, most }: { readonly now: Date; readonly leaseMs: number; readonly most: number },
): Promise<ClaimedDelivery[]> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const rows = await db.execute<{ id: string; issue_id: string; attempts: number }>(sql`
    update webhook_delivery set state = 'running', attempts = attempts + 1, locked_until = ${until}
    where id in (
      select id from webhook_delivery where tracker_id = ${trackerId} and issue_id is not null
        and ((state = 'queued' and run_at <= ${at}) or (state = 'running' and locked_until < ${at}))
      order by id limit ${most} for update skip locked)
    returning id, issue_id, attempts`);
  return rows.map(({ id, issue_id: issueId, attempts }) => ({ id: Number(id), issueId, attempts }));
}

/** Ends the claims: the issues were read, or are none of ours; whose contents are not kept. */
export async function settleDeliveries(
  db: Handle,
  ids: readonly number[],
  state: Extract<DeliveryState, 'done' | 'ignored'>,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(webhookDelivery)
    .set({ state, finishedAt: now, lockedUntil: null, ...(state === 'ignored' ? { body: '' } : {}) })
    .where(and(inArray(webhookDelivery.id, [...ids]), eq(webhookDelivery.state, 'running')));
}

/** Gives the claims back, to be tried again at the instant. */
export async function putOffDeliveries(db: Handle, ids: readonly number[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(webhookDelivery)
    .set({ state: 'queued', runAt: until, lockedUntil: null })
    .where(and(inArray(webhookDelivery.id, [...ids]), eq(webhookDelivery.state, 'running')));
}

/** When each tracker last sent anything that was proven to be its own. */
export async function lastDeliveries(db: Handle): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .select({ trackerId: webhookDelivery.trackerId, at: max(webhookDelivery.receivedAt) })
    .from(webhookDelivery)
    .groupBy(webhookDelivery.trackerId);
  return new Map(rows.flatMap(({ trackerId, at }) => (at === null ? [] : [[trackerId, at] as const])));
}

/** When the issues of each tracker changed last, of those that did not change after the instant, as far as they were read. */
export async function lastChanges(db: Handle, until: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .select({ trackerId: actionItem.trackerId, at: max(actionItem.issueUpdatedAt) })
    .from(actionItem)
    .where(lte(actionItem.issueUpdatedAt, until))
    .groupBy(actionItem.trackerId);
  return new Map(
    rows.flatMap(({ trackerId, at }) =>
      trackerId === null || at === null ? [] : [[trackerId, at] as const],
    ),
  );
}

/** Marks items whose issue was not there when a delivery told of it: the next sweeps look for it, and they alone conclude. */
export async function doubtItems(db: Handle, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await db
    .update(actionItem)
    .set({ standing: 'missing' })
    .where(
      and(
        inArray(actionItem.id, [...itemIds]),
        sql`coalesce(${actionItem.standing}, 'present') not in ('missing', 'trashed', 'gone')`,
      ),
    );
}

/** Forgets what came before the instant, save the last of each tracker. Sweeps have read everything they told of long since. */
export async function forgetOldDeliveries(db: Handle, before: Date): Promise<void> {
  await db
    .delete(webhookDelivery)
    .where(
      and(
        lt(webhookDelivery.receivedAt, before),
        sql`${webhookDelivery.id} not in (select max(id) from webhook_delivery group by tracker_id)`,
      ),
    );
}
