import { Router } from 'express';
import type { JiraSite } from './jira/jira-site.ts';
import { bearerOf, type OAuthDesk } from './oauth.ts';

/** The id of the sandbox's site at the gateway. */
export const sandboxCloudId = '1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b';

const gateway = `/ex/jira/${sandboxCloudId}`;

/**
 * Lets a sandbox Jira be its own gateway: gives out tokens, says which site they are for, and takes calls below
 * `/ex/jira/CLOUD-ID` with a token that is in force.
 */
export function jiraOAuth(desk: OAuthDesk, site: JiraSite, origin: () => string): Router {
  const router = Router();
  router.use(desk.routes);
  router.get('/oauth/token/accessible-resources', (request, response) => {
    if (desk.ownerOf(bearerOf(request) ?? '') === null) {
      response.status(401).json({ code: 401, message: 'Unauthorized' });
      return;
    }
    const scopes = ['read:jira-work', 'write:jira-work'];
    response.json([
      { id: 'aaaaaaaa-0000-4000-8000-000000000000', url: 'https://other.example', name: 'Other', scopes },
      { id: sandboxCloudId, url: origin(), name: site.title, scopes },
    ]);
  });
  router.use((request, response, next) => {
    if (!request.url.startsWith(`${gateway}/`)) {
      next();
      return;
    }
    const owner = desk.ownerOf(bearerOf(request) ?? '');
    const known = site.credentials.find(({ email }) => email === owner);
    if (known === undefined) {
      response.status(401).json({ code: 401, message: 'Unauthorized' });
      return;
    }
    const pair = Buffer.from(`${known.email}:${known.token}`).toString('base64');
    request.headers.authorization = `Basic ${pair}`;
    request.url = request.url.slice(gateway.length);
    next();
  });
  return router;
}
