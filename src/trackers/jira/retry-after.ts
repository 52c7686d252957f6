const shortestMs = 1_000;
const longestMs = 3_600_000;

/**
 * When Jira wants to be asked again: `Retry-After` in seconds or as a date, else `X-RateLimit-Reset`, an ISO instant.
 * Clamped to 1 s..1 h, because Jira also sends 0, dates that are past and 2^63-1; null when nothing usable was sent.
 * Dates are compared with the server's own `Date`, so that a skewed clock here does no harm.
 * Source: developer.atlassian.com/cloud/jira/platform/rate-limiting.
 */
export function retryAfterOf(headers: Headers, now: Date): Date | null {
  const wait = waitOf(headers, now);
  if (wait === null || !(wait > 0)) return null;
  return new Date(now.getTime() + Math.min(Math.max(wait, shortestMs), longestMs));
}

function waitOf(headers: Headers, now: Date): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value) && Number(value) > 0) return Number(value) * 1000;
  const serverNow = Date.parse(headers.get('date') ?? '') || now.getTime();
  for (const date of [value, headers.get('x-ratelimit-reset') ?? '']) {
    const instant = /[a-z:]/i.test(date) ? Date.parse(date) : Number.NaN;
    if (instant > serverNow) return instant - serverNow;
  }
  return null;
}
