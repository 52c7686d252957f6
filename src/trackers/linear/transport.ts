import { cappedText } from '../capped-text.ts';
import { type Credential, fixedCredential } from '../credential.ts';
import { TrackerError } from '../errors.ts';
import { createGate } from '../gate.ts';
import { createHiddenSecrets, type HiddenSecrets, secretsOf } from '../hidden-secrets.ts';
import { createOAuthCredential } from '../oauth-credential.ts';
import type { TrackerContext, TrackerSettings } from '../settings.ts';
import type { Grant } from '../token-request.ts';
import { whyUnsent } from '../unsent.ts';
import { linearGrant } from './linear-grant.ts';
import { limitNews, pointsScope } from './rate-limit.ts';
import { rootFields } from './root-fields.ts';

/** The largest answer that is read; the largest honest one is about 1 MB. */
const mostBytes = 16 * 1024 * 1024;

/**
 * What came back: a whole answer, or none that can be believed. `silent` says nothing about whether the request was carried out;
 * `unsent` says that it was not, and `withheld` that nothing was done and why: a pause holds it, or the
 * token is not to be had or turned away.
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

/** What a transport shares with other processes. */
type Shared = Pick<TrackerContext, 'clock' | 'limits' | 'tokens'>;

/**
 * HTTP to Linear with a time-out, a cap on the answer and the headers at hand, none of which the SDK's own client offers. Keeps to
 * the limits the headers tell, and renews an OAuth token. Throws when the credential is of a sort Linear does not take.
 */
export function createTransport(
  settings: TrackerSettings,
  timeoutMs: number,
  shared: Shared = { clock: () => new Date() },
): Transport {
  const context = { ...shared, timeoutMs };
  const secrets = createHiddenSecrets(secretsOf(settings));
  const credential = credentialOf(settings, context, secrets);
  const gate = createGate(settings.id, shared);
  let count = 0;

  async function sendAs(authorization: string, body: string): Promise<WireAnswer> {
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
      const { status } = response;
      return {
        kind: 'answered',
        status,
        headers: secrets.hideIn(response.headers),
        text: secrets.hideInAnswer(text),
      };
    } catch (error) {
      const unsent = whyUnsent(error, settings.url);
      if (unsent !== null) return { kind: 'unsent', why: unsent };
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'silent', why: timedOut ? `did not answer within ${timeoutMs} ms` : 'did not answer' };
    }
  }

  async function send(body: string): Promise<WireAnswer> {
    try {
      await gate.enter(['*', pointsScope, ...rootFields(queryOf(body))]);
      const authorization = await credential.authorization();
      let answer = await sendAs(authorization, body);
      if (answer.kind === 'answered' && answer.status === 401) {
        // Nothing was carried out, so it may be sent again.
        const renewed = await credential.renewed(authorization);
        if (renewed !== null) answer = await sendAs(renewed, body);
      }
      if (answer.kind === 'answered') {
        if (answer.status === 401 && settings.credential.type === 'oauth') throw turnedAway(settings);
        await gate.note(limitNews(answer, shared.clock()));
      }
      return answer;
    } catch (error) {
      if (error instanceof TrackerError) return { kind: 'withheld', why: error.message, error };
      throw error;
    }
  }
  return Object.assign(send, { requestCount: () => count });
}

function turnedAway({ id }: TrackerSettings): TrackerError {
  const advice = 'Authorise the application again; until then nothing is done, and what is queued waits.';
  return new TrackerError(id, 'unauthorised', `Linear (${id}) does not accept the OAuth token. ${advice}`);
}

/** Linear takes a personal API key as it is and an OAuth token as a bearer. */
function credentialOf(
  { id, credential }: TrackerSettings,
  context: Shared & { readonly timeoutMs: number },
  secrets: HiddenSecrets,
): Credential {
  switch (credential.type) {
    case 'api-key':
      return fixedCredential(credential.key);
    case 'bearer':
      return fixedCredential(`Bearer ${credential.token}`);
    case 'oauth': {
      const grantFor = (refreshToken: string | null): Grant => linearGrant(credential, refreshToken);
      return createOAuthCredential({ trackerId: id, credential, context, secrets, grantFor });
    }
    case 'basic':
      throw new Error(`Tracker ${id}: Linear takes an API key or an OAuth token, not an e-mail and a token`);
  }
}

function queryOf(body: string): string {
  const asked: unknown = JSON.parse(body);
  const isQuery = typeof asked === 'object' && asked !== null && 'query' in asked;
  return isQuery && typeof asked.query === 'string' ? asked.query : '';
}
