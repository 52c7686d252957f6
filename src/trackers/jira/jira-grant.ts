import type { OAuthCredential } from '../settings.ts';
import type { Grant } from '../token-request.ts';

/** The request for a token by the next refresh token of the chain (developer.atlassian.com, OAuth 2.0 (3LO) apps). */
export function jiraGrant(credential: OAuthCredential, refreshToken: string | null): Grant {
  if (refreshToken === null) throw new Error('Jira gives a token for a refresh token only.');
  return {
    contentType: 'application/json',
    body: JSON.stringify({
      grant_type: 'refresh_token',
      client_id: credential.clientId,
      client_secret: credential.clientSecret,
      refresh_token: refreshToken,
    }),
  };
}
