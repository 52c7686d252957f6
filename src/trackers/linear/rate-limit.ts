import { z } from 'zod';
import type { LimitNews } from '../gate.ts';
import type { LimitReading } from '../limits.ts';

const second = 1000;
const leastMs = second;
const mostMs = 3_600 * second;
/** Waited where Linear says neither when nor how long; a leaky bucket has let something in by then. */
const unknownMs = 60 * second;

/** The scope of the hourly complexity points, which everything that is sent costs. */
export const pointsScope = '*complexity';

const meta = z.object({ rateLimitResult: z.object({ duration: z.number().positive() }) });
const limitedBody = z.object({
  errors: z.array(z.object({ extensions: z.record(z.string(), z.unknown()) })).min(1),
});

/**
 * When a spent limit may be tried again, between a second and an hour from now. By `Retry-After`, else by the reset (UTC epoch
 * milliseconds) of the limit that has nothing left, else a sixtieth of the period named in the error (Linear developers,
 * rate limiting).
 */
export function limitEnds(headers: Headers, errorMeta: unknown, now: Date): Date {
  const wait = statedWait(headers, now) ?? periodShare(errorMeta) ?? unknownMs;
  return new Date(now.getTime() + Math.min(mostMs, Math.max(leastMs, wait)));
}

/**
 * What an answer says of the limits: of requests, of complexity points and of the one endpoint it names. A refusal pauses the
 * limit that is spent, and everything where it does not say which one.
 */
export function limitNews(
  answer: { readonly status: number; readonly headers: Headers; readonly text: string },
  now: Date,
): LimitNews {
  const { headers } = answer;
  const endpoint = headers.get('X-RateLimit-Endpoint-Name');
  const figures = [
    { scope: '*', kind: 'Requests', reason: 'the hourly requests are used up' },
    { scope: pointsScope, kind: 'Complexity', reason: 'the hourly complexity points are used up' },
    ...(endpoint === null
      ? []
      : [{ scope: endpoint, kind: 'Endpoint-Requests', reason: `the requests for ${endpoint} are used up` }]),
  ].map(({ scope, kind, reason }) => ({ reading: readingOf(scope, kind, headers), reason }));
  const refusal = refusalIn(answer);
  if (refusal === null) {
    return { readings: figures.map(({ reading }) => reading).filter(({ remaining }) => remaining !== null) };
  }
  const pausedUntil = limitEnds(headers, refusal.meta, now);
  const spent = figures.findLast(({ reading }) => reading.remaining === 0) ?? figures[0];
  return {
    readings: figures
      .map(({ reading, reason }) =>
        reading.scope === spent?.reading.scope ? { ...reading, pausedUntil, reason } : reading,
      )
      .filter((reading) => reading.remaining !== null || reading.pausedUntil !== null),
  };
}

function readingOf(scope: string, kind: string, headers: Headers): LimitReading {
  const reset = positive(headers.get(`X-RateLimit-${kind}-Reset`));
  return {
    scope,
    limit: figure(headers.get(`X-RateLimit-${kind}-Limit`)),
    remaining: figure(headers.get(`X-RateLimit-${kind}-Remaining`)),
    resetsAt: reset === null || reset > 8.64e15 ? null : new Date(reset),
    pausedUntil: null,
    reason: null,
  };
}

/** Linear refuses with 429, with 400 or with 200; the body says so where the status does not. */
function refusalIn({
  status,
  text,
}: {
  readonly status: number;
  readonly text: string;
}): { meta: unknown } | null {
  if (!/"rate_?limited"/i.test(text)) return status === 429 ? { meta: undefined } : null;
  const extensions = limitedBody.safeParse(parsed(text)).data?.errors[0]?.extensions;
  const isRefusal =
    extensions?.['type'] === 'ratelimited' || extensions?.['code'] === 'RATELIMITED' || status === 429;
  return isRefusal ? { meta: extensions?.['meta'] } : null;
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

function figure(text: string | null): number | null {
  return text !== null && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
