import type { LimitNews } from '../gate.ts';
import { retryAfterOf } from './retry-after.ts';

/** A request, as far as limits are about it. */
export interface LimitedCall {
  readonly method: string;
  /** Below the site's address: `/rest/api/3/issue/10001`. */
  readonly path: string;
}

/** Waited after a 429 that says nothing usable. */
export const usualWaitMs = 30_000;

/** What the call falls under: the whole site, its endpoint and, where it changes an issue, that issue. */
export function scopesOf(call: LimitedCall): readonly string[] {
  const issue = issueScope(call);
  return ['*', endpointScope(call), ...(issue === null ? [] : [issue])];
}

/**
 * What an answer says of the limits. A 429 pauses the endpoint when it is for a burst, the issue when it is for writing to it, else
 * the site; a 503 that says when to come back pauses the site. Ordinary answers tell of the hourly quota, or of the burst limit of
 * their endpoint, which is over within seconds and not worth keeping. Source: developer.atlassian.com, Jira Cloud rate limiting.
 */
export function limitNews(
  answer: { readonly status: number; readonly headers: Headers },
  call: LimitedCall,
  now: Date,
): LimitNews {
  const { status, headers } = answer;
  const nearlySpent = headers.get('x-ratelimit-nearlimit')?.toLowerCase() === 'true';
  const cause = headers.get('ratelimit-reason');
  const isOfQuota = !(cause ?? headers.get('ratelimit') ?? '').includes('burst') && !isOfIssue(cause);
  const figures = isOfQuota
    ? {
        limit: figure(headers.get('x-ratelimit-limit')),
        remaining: figure(headers.get('x-ratelimit-remaining')),
        resetsAt: instant(headers.get('x-ratelimit-reset')),
      }
    : { limit: null, remaining: null, resetsAt: null };
  const pausedUntil = pauseOf(status, headers, now);
  if (pausedUntil !== null) {
    const scope = status === 429 ? pausedScope(cause, call) : '*';
    const reason =
      status === 429
        ? `Jira limits our requests${cause === null ? '' : ` (${cause})`}`
        : `Jira is down (${status})`;
    return { readings: [{ scope, ...figures, pausedUntil, reason }], nearlySpent };
  }
  if (figures.remaining === null) return { readings: [], nearlySpent };
  return { readings: [{ scope: '*', ...figures, pausedUntil: null, reason: null }], nearlySpent };
}

function pauseOf(status: number, headers: Headers, now: Date): Date | null {
  if (status === 429) return retryAfterOf(headers, now) ?? new Date(now.getTime() + usualWaitMs);
  return status === 503 && headers.has('retry-after') ? retryAfterOf(headers, now) : null;
}

function pausedScope(cause: string | null, call: LimitedCall): string {
  if (cause?.includes('burst')) return endpointScope(call);
  return (isOfIssue(cause) ? issueScope(call) : null) ?? '*';
}

function isOfIssue(cause: string | null): boolean {
  return cause?.includes('per-issue') ?? false;
}

/** `POST /issue/{}/remotelink`: ids and keys are what tells the calls of one endpoint apart. */
function endpointScope({ method, path }: LimitedCall): string {
  const parts = path.replace(/^\/rest\/api\/\d+\//, '').split('/');
  return `${method} /${parts.map((part) => (/^[a-z][A-Za-z.]*$/.test(part) ? part : '{}')).join('/')}`;
}

function issueScope({ method, path }: LimitedCall): string | null {
  const issue = /\/issue\/(\d+|[A-Z][A-Z0-9_]*-\d+)(?:\/|$)/.exec(path)?.[1];
  return method === 'GET' || issue === undefined ? null : `writes to issue ${issue}`;
}

function figure(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

function instant(text: string | null): Date | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time);
}
