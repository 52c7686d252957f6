import { and, eq } from 'drizzle-orm';
import type { Handle } from './database.ts';
import { digestDelivery } from './bookkeeping-schema.ts';
import type { DigestState } from './vocabularies.ts';

export type DigestDelivery = typeof digestDelivery.$inferSelect;

/**
 * Takes the digest of a week for one recipient, so that it is sent once. False when it was sent before, or when a process died
 * between the mail server's answer and our record: then nobody can tell, and it is not sent again by itself. One that failed
 * for certain may be taken again.
 */
export async function claimDigest(db: Handle, week: string, recipient: string, now: Date): Promise<boolean> {
  const rows = await db
    .insert(digestDelivery)
    .values({ week, recipient, state: 'claimed', claimedAt: now })
    .onConflictDoUpdate({
      target: [digestDelivery.week, digestDelivery.recipient],
      set: { state: 'claimed', claimedAt: now, finishedAt: null, error: null },
      setWhere: eq(digestDelivery.state, 'failed'),
    })
    .returning({ week: digestDelivery.week });
  return rows.length === 1;
}

/** Notes how a claimed digest ended; it stays `claimed` when the mail server's answer was never learnt. */
export async function settleDigest(
  db: Handle,
  week: string,
  recipient: string,
  ended: { readonly state: DigestState; readonly error: string | null; readonly at: Date },
): Promise<void> {
  await db
    .update(digestDelivery)
    .set({ state: ended.state, error: ended.error, finishedAt: ended.at })
    .where(and(eq(digestDelivery.week, week), eq(digestDelivery.recipient, recipient)));
}

export async function findDigest(
  db: Handle,
  week: string,
  recipient: string,
): Promise<DigestDelivery | null> {
  const [row] = await db
    .select()
    .from(digestDelivery)
    .where(and(eq(digestDelivery.week, week), eq(digestDelivery.recipient, recipient)));
  return row ?? null;
}
