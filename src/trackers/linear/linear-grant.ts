import type { OAuthCredential } from '../settings.ts';
import type { Grant } from '../token-request.ts';

/** Scopes are separated by commas at Linear. `write` holds issues, attachments, labels and comments. */
const scope = 'read,write';

/**
 * The request for a token: by the next refresh token of a chain, or by the client's credentials for the application's own account
 * (Linear developers, OAuth 2.0 authentication).
 */
export function linearGrant(credential: OAuthCredential, refreshToken: string | null): Grant {
  const { clientId, clientSecret } = credential;
  const client = { client_id: clientId, client_secret: clientSecret };
  const fields =
    refreshToken === null
      ? { grant_type: 'client_credentials', scope, ...client }
      : { grant_type: 'refresh_token', refresh_token: refreshToken, ...client };
  return {
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  };
}
