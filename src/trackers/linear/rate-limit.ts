import { z } from 'zod';

const second = 1000;
const leastMs = second;
const mostMs = 3_600 * second;
/** Waited where Linear says neither when nor how long; a leaky bucket has let something in by then. */
const unknownMs = 60 * second;

const meta = z.object({ rateLimitResult: z.object({ duration: z.number().positive() }) });

/**
 * When a spent limit may be tried again, between a second and an hour from now. By `Retry-After`, else by the reset (UTC epoch
 * milliseconds) of the limit that has nothing left, else a sixtieth of the period named in the error (Linear developers,
 * rate limiting).
 */
export function limitEnds(headers: Headers, errorMeta: unknown, now: Date): Date {
  const wait = statedWait(headers, now) ?? periodShare(errorMeta) ?? unknownMs;
  return new Date(now.getTime() + Math.min(mostMs, Math.max(leastMs, wait)));
}

function statedWait(headers: Headers, now: Date): number | null {
  const seconds = positive(headers.get('Retry-After'));
  if (seconds !== null) return seconds * second;
  for (const limit of ['Endpoint-Requests', 'Requests', 'Complexity']) {
    if (headers.get(`X-RateLimit-${limit}-Remaining`) !== '0') continue;
    const reset = positive(headers.get(`X-RateLimit-${limit}-Reset`));
    if (reset !== null) return reset - now.getTime();
  }
  return null;
}

function periodShare(errorMeta: unknown): number | null {
  const read = meta.safeParse(errorMeta);
  return read.success ? read.data.rateLimitResult.duration / 60 : null;
}

function positive(text: string | null): number | null {
  const value = Number(text ?? '');
  return Number.isFinite(value) && value > 0 ? value : null;
}
