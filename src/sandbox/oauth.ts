import { randomBytes } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';

/** An application that may ask for tokens. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first of a chain of refresh tokens; null for an application that acts by its own credentials. */
  readonly refreshToken: string | null;
  /** E-mail of the user it acts as. */
  readonly email: string;
}

export interface OAuthDeskOptions {
  readonly client: OAuthClient;
  readonly clock: () => Date;
  /** How long an access token lives; an hour unless told. */
  readonly lifeSeconds?: number;
  /** How long a refresh token that was used is still taken, for a client that lost the answer; not at all unless told. */
  readonly graceSeconds?: number;
}

/** What a request for a token meets. */
export type OAuthFault =
  /** A new token is given out, and the answer is lost. */
  | 'lost-answer'
  /** Nothing is done. */
  | 'down'
  | 'rate-limited'
  /** The request comes back inside the refusal, as from a careless proxy. */
  | 'echo';

/** One request for a token, and how it was answered. */
export interface SeenGrant {
  readonly grantType: string;
  readonly scope: string;
  readonly contentType: string;
  readonly status: number;
}

/** Gives out tokens as Linear and Atlassian do: refresh tokens rotate, and one that was used is worth nothing (trackers.md L19, J29). */
export interface OAuthDesk {
  /** `POST /oauth/token`. */
  readonly routes: Router;
  grants(): readonly SeenGrant[];
  /** E-mail of the user a token that is in force acts as. */
  ownerOf(accessToken: string): string | null;
  next(fault: OAuthFault): void;
  /** No access token given out so far is accepted any more. */
  expire(): void;
  /** No refresh token given out so far is accepted any more, nor any access token. */
  revoke(): void;
  /** Every secret given out so far. */
  secrets(): readonly string[];
}

interface UsedToken {
  readonly at: number;
}

/** A desk with nothing given out yet. */
export function createOAuthDesk(options: OAuthDeskOptions): OAuthDesk {
  const { client, clock, lifeSeconds = 3_600, graceSeconds = 0 } = options;
  const seen: SeenGrant[] = [];
  const faults: OAuthFault[] = [];
  const access = new Map<string, number>();
  const refresh = new Map<string, UsedToken | null>(
    client.refreshToken === null ? [] : [[client.refreshToken, null]],
  );
  const given: string[] = [];
  const now = (): number => clock().getTime();

  function give(withRefresh: boolean): Record<string, unknown> {
    const token = `access-${randomBytes(12).toString('hex')}`;
    access.set(token, now() + lifeSeconds * 1000);
    given.push(token);
    const answer = {
      access_token: token,
      token_type: 'Bearer',
      expires_in: lifeSeconds,
      scope: 'read,write',
    };
    if (!withRefresh) return answer;
    const next = `refresh-${randomBytes(12).toString('hex')}`;
    refresh.set(next, null);
    given.push(next);
    return { ...answer, refresh_token: next };
  }

  /** The token, or the error as RFC 6749 names it. */
  function grant(asked: Readonly<Record<string, string>>): Record<string, unknown> | string {
    if (asked['client_id'] !== client.clientId || asked['client_secret'] !== client.clientSecret) {
      return 'invalid_client';
    }
    if (asked['grant_type'] === 'client_credentials') {
      return client.refreshToken === null ? give(false) : 'unauthorized_client';
    }
    if (asked['grant_type'] !== 'refresh_token') return 'unsupported_grant_type';
    const token = asked['refresh_token'] ?? '';
    const used = refresh.get(token);
    if (used === undefined || (used !== null && now() - used.at >= graceSeconds * 1000))
      return 'invalid_grant';
    refresh.set(token, used ?? { at: now() });
    return give(true);
  }

  function handle(request: Request, response: Response): void {
    const asked = fieldsOf(request.body);
    const fault = faults.shift();
    const note = (status: number): void => {
      seen.push({
        grantType: asked['grant_type'] ?? '',
        scope: asked['scope'] ?? '',
        contentType: request.get('content-type') ?? '',
        status,
      });
    };
    if (fault === 'down') {
      note(503);
      return void response.status(503).type('text/html').send('<html>cloudflare</html>');
    }
    if (fault === 'rate-limited') {
      note(429);
      return void response.status(429).set('Retry-After', '30').json({ error: 'rate_limited' });
    }
    if (fault === 'echo') {
      note(400);
      return void response.status(400).json({ error: Object.values(asked).join(' '), message: asked });
    }
    const result = grant(asked);
    if (fault === 'lost-answer') {
      note(0);
      return void response.destroy();
    }
    const status = typeof result === 'string' ? 400 : 200;
    note(status);
    response.status(status).json(typeof result === 'string' ? { error: result } : result);
  }

  const routes = Router();
  routes.post('/oauth/token', express.urlencoded({ extended: false }), express.json(), handle);
  return {
    routes,
    grants: () => [...seen],
    ownerOf: (token) => ((access.get(token) ?? 0) > now() ? client.email : null),
    next: (fault) => void faults.push(fault),
    expire: () => access.clear(),
    revoke: () => {
      access.clear();
      refresh.clear();
    },
    secrets: () => [...given],
  };
}

function fieldsOf(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

/** The token of an `Authorization: Bearer …` header; null when it is none. */
export function bearerOf(request: Request): string | null {
  return /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? null;
}
