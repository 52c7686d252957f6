import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { StoredToken, TokenStore } from '../trackers/tokens.ts';
import { DatabaseError } from './database-error.ts';
import type { Handle } from './database.ts';
import { trackerToken } from './bookkeeping-schema.ts';

export interface TokenStoreTimes {
  /** How long one renewal may take before another process may try; longer than a request for a token. */
  readonly leaseMs: number;
  /** How often a process that waits for another's renewal looks again. */
  readonly lookMs: number;
}

const usualTimes: TokenStoreTimes = { leaseMs: 45_000, lookMs: 100 };
const attemptsToKeep = 4;

/**
 * The store on the table tracker_token. Whoever renews holds a row of its own there, with a lease on the database's clock: a transaction
 * would keep the embedded database from everybody while the vendor takes its time. No error of it repeats a token.
 */
export function createTokenStore(db: Handle, times: TokenStoreTimes = usualTimes): TokenStore {
  /** Tokens that were given out while the database did not take them: without them the chain would be broken. */
  const unkept = new Map<string, Kept>();

  async function held(trackerId: string, fingerprint: string): Promise<StoredToken | null> {
    const [row] = await db.select().from(trackerToken).where(eq(trackerToken.trackerId, trackerId));
    if (row === undefined || row.fingerprint !== fingerprint) return null;
    const { accessToken, refreshToken, expiresAt } = row;
    return { accessToken, refreshToken, expiresAt };
  }

  async function keep(trackerId: string, kept: Kept): Promise<void> {
    unkept.set(trackerId, kept);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await put(db, trackerId, kept);
        unkept.delete(trackerId);
        return;
      } catch (error) {
        if (attempt === attemptsToKeep) throw error;
        await wait(times.lookMs * 2 ** attempt);
      }
    }
  }

  async function renewAlone(trackerId: string, fingerprint: string, renew: Renewal): Promise<StoredToken> {
    const late = unkept.get(trackerId);
    if (late?.fingerprint === fingerprint) await keep(trackerId, late);
    const before = await held(trackerId, fingerprint);
    const token = await renew(before);
    if (token !== before) await keep(trackerId, { fingerprint, token });
    return token;
  }

  return {
    held: (trackerId, fingerprint) => withoutTokens(trackerId, () => held(trackerId, fingerprint)),
    async renew(trackerId, fingerprint, renew) {
      const owner = randomUUID();
      const leased = (): Promise<boolean> => lease(db, trackerId, owner, times.leaseMs);
      while (!(await withoutTokens(trackerId, leased))) await wait(times.lookMs);
      let thrown: unknown;
      const guarded: Renewal = async (before) => {
        try {
          return await renew(before);
        } catch (error) {
          thrown = error;
          throw error;
        }
      };
      try {
        return await renewAlone(trackerId, fingerprint, guarded);
      } catch (error) {
        throw error === thrown ? error : plain(trackerId, error);
      } finally {
        await release(db, trackerId, owner).catch(() => undefined);
      }
    },
  };
}

type Renewal = (held: StoredToken | null) => Promise<StoredToken>;

interface Kept {
  readonly fingerprint: string;
  readonly token: StoredToken;
}

async function put(db: Handle, trackerId: string, { fingerprint, token }: Kept): Promise<void> {
  const row = { fingerprint, ...token, renewedAt: sql`clock_timestamp()` };
  await db
    .insert(trackerToken)
    .values({ trackerId, ...row })
    .onConflictDoUpdate({ target: trackerToken.trackerId, set: row });
}

/** The row whose holder may renew. No tracker's id has a space. */
const leaseOf = (trackerId: string): string => `${trackerId} renewal`;

/** Takes the lease if it is free or ran out. */
async function lease(db: Handle, trackerId: string, owner: string, leaseMs: number): Promise<boolean> {
  const until = sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
  const row = { fingerprint: owner, expiresAt: until, renewedAt: sql`clock_timestamp()` };
  const taken = await db
    .insert(trackerToken)
    .values({ trackerId: leaseOf(trackerId), accessToken: '', ...row })
    .onConflictDoUpdate({
      target: trackerToken.trackerId,
      set: row,
      setWhere: lt(trackerToken.expiresAt, sql`clock_timestamp()`),
    })
    .returning({ owner: trackerToken.fingerprint });
  return taken.length === 1;
}

async function release(db: Handle, trackerId: string, owner: string): Promise<void> {
  await db
    .delete(trackerToken)
    .where(and(eq(trackerToken.trackerId, leaseOf(trackerId)), eq(trackerToken.fingerprint, owner)));
}

async function withoutTokens<T>(trackerId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw plain(trackerId, error);
  }
}

/** The database's errors quote the values of the statement. */
function plain(trackerId: string, error: unknown): DatabaseError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new DatabaseError(
    `The OAuth token of ${trackerId} cannot be read or kept: the database failed${code}.`,
  );
}
