import { z } from 'zod';
import { cappedText } from './capped-text.ts';
import { TrackerError } from './errors.ts';
import type { OAuthCredential } from './settings.ts';
import type { StoredToken } from './tokens.ts';
import { whyUnsent } from './unsent.ts';

/** The request for a token as the vendor wants it. */
export interface Grant {
  readonly contentType: string;
  readonly body: string;
}

export interface TokenRequest {
  readonly trackerId: string;
  readonly credential: OAuthCredential;
  readonly grant: Grant;
  readonly timeoutMs: number;
  readonly now: Date;
}

const mostBytes = 64 * 1024;
/** Assumed of a token whose lifetime is not told. */
const usualLifeSeconds = 3_600;
const longestLifeSeconds = 366 * 86_400;
const usualWaitSeconds = 60;
const longestWaitSeconds = 3_600;

const given = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().catch(usualLifeSeconds),
});
const refused = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

/**
 * Asks for a token, once. Throws TrackerError: `unauthorised` when the application or its refresh token is refused, which only a
 * person can mend; `rate-limited`; else `unreachable`. Nothing of the answer but its error code (RFC 6749, 5.2) is in the message.
 */
export async function requestToken(request: TokenRequest): Promise<StoredToken> {
  const { trackerId, now } = request;
  const { status, headers, text } = await send(request);
  if (status === 429) {
    const seconds = Number(headers.get('retry-after')) || usualWaitSeconds;
    const until = new Date(now.getTime() + Math.min(longestWaitSeconds, Math.max(1, seconds)) * 1000);
    const message = `${trackerId}: ${hostOf(request)} gives out no more OAuth tokens for now. It goes on by itself.`;
    throw new TrackerError(trackerId, 'rate-limited', message, until);
  }
  const token = given.safeParse(parsed(text)).data;
  if (status === 200 && token !== undefined) {
    const seconds = Math.min(token.expires_in, longestLifeSeconds);
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? null,
      expiresAt: new Date(now.getTime() + seconds * 1000),
    };
  }
  const { error } = refused.safeParse(parsed(text)).data ?? {};
  if (status >= 400 && status < 500 && error !== undefined) throw refusal(request, error);
  throw silence(request, `answered ${status} without a token`);
}

async function send(request: TokenRequest): Promise<{ status: number; headers: Headers; text: string }> {
  const { credential, grant, timeoutMs } = request;
  try {
    const response = await fetch(credential.tokenUrl, {
      method: 'POST',
      headers: { 'Content-Type': grant.contentType, Accept: 'application/json' },
      body: grant.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await cappedText(response, mostBytes)) ?? '';
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    const unsent = whyUnsent(error, credential.tokenUrl);
    throw silence(request, unsent === null ? 'did not answer' : 'cannot be reached');
  }
}

/** The call that wanted the token was not sent, whatever became of the request for it. */
function silence(request: TokenRequest, what: string): TrackerError {
  const { trackerId } = request;
  const message = `${trackerId}: ${hostOf(request)}, which gives out its OAuth tokens, ${what}. It is tried again; check oauth.tokenUrl and the network if it goes on.`;
  return new TrackerError(trackerId, 'unreachable', message, null, true);
}

function refusal({ trackerId, credential }: TokenRequest, error: string): TrackerError {
  const isChain = credential.refreshToken !== null && error !== 'invalid_client';
  const message = isChain
    ? `${trackerId}: the OAuth refresh token is no longer accepted (${error}). Authorise the application again and set the new token as oauth.refreshToken; until then nothing is sent, and what is queued waits.`
    : `${trackerId}: the OAuth application is refused (${error}). Check oauth.clientId, oauth.clientSecret and what the application may do; until then nothing is sent, and what is queued waits.`;
  return new TrackerError(trackerId, 'unauthorised', message);
}

function hostOf({ credential }: TokenRequest): string {
  return new URL(credential.tokenUrl).host;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
