import type { LimitReading } from '../../limits.ts';
import { retryAfterOf } from '../retry-after.ts';
import type { Reply } from './reply.ts';

const usualWaitMs = 30_000;

/**
 * What an answer says of the account's limit. Jira sends `Retry-After` with every answer, 0 while there is something left, and also
 * with some 429; to a blocked account 2^63-1. Such values are clamped to 1 s..1 h, and where none is usable 30 s are waited.
 */
export function limitsOf({ status, headers }: Reply, now: Date): readonly LimitReading[] {
  const limit = numberIn(headers, 'x-ratelimit-limit');
  const remaining = numberIn(headers, 'x-ratelimit-remaining');
  const interval = numberIn(headers, 'x-ratelimit-interval-seconds');
  const pausedUntil = status === 429 ? waitOf(headers, now) : retryAfterIn200(status, headers, now);
  if (limit === null && remaining === null && pausedUntil === null) return [];
  return [
    {
      scope: '*',
      limit,
      remaining,
      resetsAt: interval === null ? null : new Date(now.getTime() + interval * 1000),
      pausedUntil,
      reason: pausedUntil === null ? null : 'Jira limits how often this account may ask',
    },
  ];
}

/** When to come back after a 429. */
export function waitOf(headers: Headers, now: Date): Date {
  return retryAfterOf(headers, now) ?? new Date(now.getTime() + usualWaitMs);
}

/** Whether the account may send nothing at all: an allowance of 0 that nothing fills. */
export function isBlocked(headers: Headers): boolean {
  return numberIn(headers, 'x-ratelimit-limit') === 0 && numberIn(headers, 'x-ratelimit-fillrate') === 0;
}

/** An answer that spent the last of it says when there is more. A 503 may say when to come back too, but that is no limit. */
function retryAfterIn200(status: number, headers: Headers, now: Date): Date | null {
  return status < 300 && headers.has('x-ratelimit-limit') ? retryAfterOf(headers, now) : null;
}

function numberIn(headers: Headers, name: string): number | null {
  const value = headers.get(name)?.trim() ?? '';
  return /^\d+$/.test(value) ? Number(value) : null;
}
