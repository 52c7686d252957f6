import { createHash } from 'node:crypto';
import type { Credential } from './credential.ts';
import { TrackerError } from './errors.ts';
import type { HiddenSecrets } from './hidden-secrets.ts';
import type { OAuthCredential, TrackerContext } from './settings.ts';
import { type Grant, requestToken } from './token-request.ts';
import type { StoredToken, TokenStore } from './tokens.ts';

export interface OAuthParts {
  readonly trackerId: string;
  readonly credential: OAuthCredential;
  readonly context: Pick<TrackerContext, 'clock' | 'timeoutMs' | 'tokens'>;
  readonly secrets: HiddenSecrets;
  /** The vendor's request for a token, for a refresh token or (null) for the client's credentials alone. */
  readonly grantFor: (refreshToken: string | null) => Grant;
}

/** Renewed so long before its end that no call meets the end on its way. */
const marginMs = 60_000;
/** A refusal is believed so long before the vendor is asked again: somebody may have mended it there. */
const refusalHoldsMs = 15 * 60_000;
/** A token so young that is turned away is not too old: another would be turned away as well. */
const youngMs = 60_000;

/**
 * An OAuth token that renews itself: shortly before its end, and once when the tracker refuses it earlier. All processes of an
 * installation share one, and of several that find it stale only one asks for the next (trackers.md L19, J29).
 */
export function createOAuthCredential(parts: OAuthParts): Credential {
  const { trackerId, credential, context, secrets, grantFor } = parts;
  const { clock } = context;
  const store = storeOf(parts);
  const fingerprint = fingerprintOf(credential);
  let current: StoredToken | null = null;
  let renewing: Promise<StoredToken> | null = null;
  let refusal: { readonly of: string | null; readonly at: Date; readonly error: TrackerError } | null = null;
  /** The last that this process was given, and when. */
  let fresh: { readonly token: string; readonly at: Date } | null = null;

  /** The token, if it can still be used and is not the one that was refused. */
  function good(token: StoredToken | null, refused: string | null, margin = marginMs): StoredToken | null {
    const isGood =
      token !== null &&
      token.accessToken !== refused &&
      token.expiresAt.getTime() - clock().getTime() > margin;
    return isGood ? token : null;
  }

  async function ask(held: StoredToken | null): Promise<StoredToken> {
    const refreshToken = held?.refreshToken ?? credential.refreshToken;
    const now = clock();
    if (refusal?.of === refreshToken && now.getTime() - refusal.at.getTime() < refusalHoldsMs) {
      throw refusal.error;
    }
    const grant = grantFor(credential.refreshToken === null ? null : refreshToken);
    try {
      const { timeoutMs } = context;
      const token = await requestToken({ trackerId, credential, grant, timeoutMs, now });
      fresh = { token: token.accessToken, at: now };
      learn(token);
      return { ...token, refreshToken: token.refreshToken ?? refreshToken };
    } catch (error) {
      if (error instanceof TrackerError && error.kind === 'unauthorised') {
        refusal = { of: refreshToken, at: now, error };
      }
      throw error;
    }
  }

  function learn(token: StoredToken | null): void {
    secrets.learn(token?.accessToken ?? null);
    secrets.learn(token?.refreshToken ?? null);
  }

  async function usable(refused: string | null): Promise<StoredToken> {
    const mine = good(current, refused);
    if (mine !== null) return mine;
    current = await store.held(trackerId, fingerprint);
    learn(current);
    const shared = good(current, refused);
    if (shared !== null) return shared;
    const dying = good(current, refused, 0);
    renewing ??= store
      .renew(trackerId, fingerprint, async (held) => {
        learn(held);
        return good(held, refused) ?? ask(held);
      })
      .finally(() => (renewing = null));
    try {
      current = await renewing;
      return current;
    } catch (error) {
      const isFinal = error instanceof TrackerError && error.kind === 'unauthorised';
      if (dying !== null && !isFinal) return dying;
      throw error;
    }
  }

  const header = async (refused: string | null): Promise<string> => {
    try {
      return `Bearer ${(await usable(refused)).accessToken}`;
    } catch (error) {
      if (error instanceof TrackerError) throw error;
      const why = error instanceof Error ? error.message : 'its OAuth token cannot be read.';
      throw new TrackerError(trackerId, 'unreachable', why, null, true);
    }
  };

  return {
    authorization: () => header(null),
    async renewed(refusedHeader) {
      const refused = refusedHeader.replace(/^Bearer /, '');
      const age = fresh?.token === refused ? clock().getTime() - fresh.at.getTime() : Infinity;
      return age < youngMs ? null : header(refused);
    },
  };
}

/** Another refresh token or, without one, another secret begins a new chain; a client secret that was exchanged does not. */
function fingerprintOf({ clientId, clientSecret, refreshToken }: OAuthCredential): string {
  return createHash('sha256')
    .update(JSON.stringify([clientId, refreshToken ?? clientSecret]))
    .digest('hex');
}

/** Without a database a token lives as long as the process, which is only safe where a new one can be had at any time. */
function storeOf({ trackerId, credential, context }: OAuthParts): TokenStore {
  if (context.tokens !== undefined) return context.tokens;
  if (credential.refreshToken !== null) {
    throw new Error(
      `Tracker ${trackerId}: a refresh token is worth nothing without a place to keep the next.`,
    );
  }
  let kept: StoredToken | null = null;
  return { held: async () => kept, renew: async (_id, _print, renew) => (kept = await renew(kept)) };
}
