import { cappedText } from '../capped-text.ts';
import type { TrackerError } from '../errors.ts';
import type { TrackerSettings } from '../settings.ts';
import { whyUnsent } from '../unsent.ts';

/** The largest answer that is read; the largest honest one is about 1 MB. */
const mostBytes = 16 * 1024 * 1024;

/**
 * What came back: a whole answer, or none that can be believed. `silent` says nothing about whether the request was carried out;
 * `unsent` says that it was not, and `withheld` that we did not even try: a pause holds it, or no token is to be had.
 */
export type WireAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'unsent'; readonly why: string }
  | { readonly kind: 'withheld'; readonly why: string; readonly error: TrackerError };

/** Sends one request and reads the whole answer within the time allowed. Redirects are answers, never followed. */
export interface Transport {
  (body: string): Promise<WireAnswer>;
  /** Requests that were really sent. */
  readonly requestCount: () => number;
}

/**
 * HTTP to Linear with a time-out, a cap on the answer and the headers at hand, none of which the SDK's own client offers.
 * Throws when the credential is of a sort Linear does not take.
 */
export function createTransport(settings: TrackerSettings, timeoutMs: number): Transport {
  const authorization = authorizationOf(settings);
  let count = 0;

  async function send(body: string): Promise<WireAnswer> {
    count += 1;
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        headers: {
          Authorization: authorization,
          'Content-Type': 'application/json',
          Accept: 'application/json',
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await cappedText(response, mostBytes);
      if (text === null) return { kind: 'silent', why: `sent more than ${mostBytes} bytes` };
      return { kind: 'answered', status: response.status, headers: response.headers, text };
    } catch (error) {
      const unsent = whyUnsent(error, settings.url);
      if (unsent !== null) return { kind: 'unsent', why: unsent };
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'silent', why: timedOut ? `did not answer within ${timeoutMs} ms` : 'did not answer' };
    }
  }
  return Object.assign(send, { requestCount: () => count });
}

/** Linear takes a personal API key as it is and an OAuth token as a bearer. */
function authorizationOf({ id, credential }: TrackerSettings): string {
  if (credential.type === 'api-key') return credential.key;
  if (credential.type === 'bearer') return `Bearer ${credential.token}`;
  throw new Error(`Tracker ${id}: Linear takes an API key or an OAuth token, not an e-mail and a token`);
}
