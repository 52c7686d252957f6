import { performance } from 'node:perf_hooks';
import { and, asc, eq, lt, notLike, sql } from 'drizzle-orm';
import type { LimitLedger, LimitReading } from '../trackers/limits.ts';
import type { Handle } from './database.ts';
import { trackerLimit } from './bookkeeping-schema.ts';

export type LimitRow = typeof trackerLimit.$inferSelect;

/** Nobody writes a longer pause, so that one further away comes from a clock that is wrong. */
const longestPauseMs = 3_660_000;
const dayMs = 86_400_000;
const mostNumber = 2 ** 31 - 1;

/** What this process knows of one limit, and when it wrote that down. */
interface Known {
  readonly reading: LimitReading;
  readonly writtenAt: number;
}

/**
 * The ledger on the table tracker_limit. What it read or wrote less than `freshMs` ago is not read or written again, unless a pause
 * begins or grows. A database that does not answer neither holds a call up nor fails it.
 */
export function createLimitLedger(db: Handle, freshMs = 1_000): LimitLedger {
  const rows = new Map<
    string,
    { readonly readAt: number; readonly list: Promise<readonly LimitReading[]> }
  >();
  const known = new Map<string, Known>();

  function read(trackerId: string): Promise<readonly LimitReading[]> {
    const cached = rows.get(trackerId);
    if (cached !== undefined && performance.now() - cached.readAt < freshMs) return cached.list;
    const list = listOf(db, trackerId).catch(() => []);
    rows.set(trackerId, { readAt: performance.now(), list });
    return list;
  }

  return {
    async pauseOf(trackerId, scopes, now) {
      const shared = await read(trackerId);
      const own = scopes.flatMap((scope) => known.get(placeOf(trackerId, scope))?.reading ?? []);
      return longest(
        [...shared, ...own].filter(({ scope }) => scopes.includes(scope)),
        now,
      );
    },
    async note(trackerId, readings, now) {
      for (const reading of readings) {
        const place = placeOf(trackerId, reading.scope);
        const before = known.get(place);
        const merged = merge(before?.reading, reading);
        const isNewPause = after(merged.pausedUntil, before?.reading.pausedUntil ?? null);
        const isDue = before === undefined || performance.now() - before.writtenAt >= freshMs;
        if (!isDue && !isNewPause) {
          known.set(place, { reading: merged, writtenAt: before.writtenAt });
          continue;
        }
        known.set(place, { reading: merged, writtenAt: performance.now() });
        try {
          await keep(db, trackerId, reading, now);
          if (isNewPause) await forgetOld(db, trackerId, now);
        } catch {
          // It comes again with the next answer.
        }
      }
    },
  };
}

function placeOf(trackerId: string, scope: string): string {
  return `${trackerId}\n${scope}`;
}

/** Everything known of the limits, those of the same tracker together. */
export async function listLimits(db: Handle): Promise<LimitRow[]> {
  return db.select().from(trackerLimit).orderBy(asc(trackerLimit.trackerId), asc(trackerLimit.scope));
}

/** The pauses that are in force. */
export async function listPauses(db: Handle, now: Date): Promise<TrackerPause[]> {
  return pausesIn(await listLimits(db), now);
}

/** Those of the limits that hold something up now. */
export function pausesIn(rows: readonly LimitRow[], now: Date): TrackerPause[] {
  return rows.flatMap(({ trackerId, scope, pausedUntil, reason }) =>
    isInForce(pausedUntil, now)
      ? [
          {
            trackerId,
            scope,
            isWhole: scope.startsWith('*'),
            until: pausedUntil,
            reason: reason ?? 'a pause',
          },
        ]
      : [],
  );
}

/** Until when nothing is sent to a tracker that falls under the scope, and the tracker's reason. */
export interface TrackerPause {
  readonly trackerId: string;
  readonly scope: string;
  /** Nothing at all is sent. */
  readonly isWhole: boolean;
  readonly until: Date;
  readonly reason: string;
}

async function listOf(db: Handle, trackerId: string): Promise<readonly LimitReading[]> {
  return db.select().from(trackerLimit).where(eq(trackerLimit.trackerId, trackerId));
}

/** The answer of a call that began before the pause must not end it: of two pauses the later stands, with its reason. */
async function keep(db: Handle, trackerId: string, reading: LimitReading, now: Date): Promise<void> {
  const { scope, resetsAt, pausedUntil, reason } = reading;
  const figures = { limit: whole(reading.limit), remaining: whole(reading.remaining), resetsAt, seenAt: now };
  const credible = new Date(now.getTime() + longestPauseMs).toISOString();
  const standing = sql`case when ${trackerLimit.pausedUntil} <= ${credible} then ${trackerLimit.pausedUntil} end`;
  const isLater = sql`coalesce(excluded.paused_until > ${standing}, excluded.paused_until is not null)`;
  await db
    .insert(trackerLimit)
    .values({ trackerId, scope, ...figures, pausedUntil, reason })
    .onConflictDoUpdate({
      target: [trackerLimit.trackerId, trackerLimit.scope],
      set: {
        ...figures,
        pausedUntil: sql`greatest(excluded.paused_until, ${standing})`,
        reason: sql`case when ${isLater} then excluded.reason else ${trackerLimit.reason} end`,
      },
    });
}

/** A pause of a single issue or endpoint is of no interest once it is over. */
async function forgetOld(db: Handle, trackerId: string, now: Date): Promise<void> {
  await db
    .delete(trackerLimit)
    .where(
      and(
        eq(trackerLimit.trackerId, trackerId),
        notLike(trackerLimit.scope, '*%'),
        lt(trackerLimit.seenAt, new Date(now.getTime() - dayMs)),
      ),
    );
}

function merge(before: LimitReading | undefined, next: LimitReading): LimitReading {
  if (before === undefined || after(next.pausedUntil, before.pausedUntil)) return next;
  return { ...next, pausedUntil: before.pausedUntil, reason: before.reason };
}

function longest(
  readings: readonly LimitReading[],
  now: Date,
): { readonly until: Date; readonly reason: string } | null {
  let found: { readonly until: Date; readonly reason: string } | null = null;
  for (const { pausedUntil, reason } of readings) {
    if (!isInForce(pausedUntil, now) || (found !== null && pausedUntil <= found.until)) continue;
    found = { until: pausedUntil, reason: reason ?? 'a pause' };
  }
  return found;
}

function isInForce(pausedUntil: Date | null, now: Date): pausedUntil is Date {
  return pausedUntil !== null && pausedUntil > now && pausedUntil.getTime() <= now.getTime() + longestPauseMs;
}

function after(one: Date | null, other: Date | null): boolean {
  return one !== null && (other === null || one > other);
}

/** As the column takes it. */
function whole(number: number | null): number | null {
  return number === null ? null : Math.max(-1, Math.min(mostNumber, Math.floor(number)));
}
