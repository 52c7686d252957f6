import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Request } from 'express';
import { boardRoutes } from '../board-routes.ts';
import { jiraOAuth } from '../oauth-jira.ts';
import type { OAuthDesk } from '../oauth.ts';
import { withJiraWebhooks } from '../webhooks-jira.ts';
import type { Webhooks } from '../webhooks.ts';
import { answerCall } from './answer-call.ts';
import { createFaultDesk, type JiraFaults, type JiraOperation } from './jira-faults.ts';
import { jiraBoard } from './jira-board.ts';
import { issueRoutes } from './issue-routes.ts';
import type { JiraRoute } from './jira-route.ts';
import type { JiraSite, JiraUser } from './jira-site.ts';
import { createJiraStore, type JiraStore } from './jira-store.ts';
import { metaRoutes } from './meta-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { trailRoutes } from './trail-routes.ts';

export interface JiraSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly clock: () => Date;
  readonly site: JiraSite;
  /** Gives out tokens at `/oauth/token`, and makes the sandbox its own gateway; nobody does when left out. */
  readonly oauth?: OAuthDesk;
}

/** One request the sandbox has met. */
export interface SeenRequest {
  readonly operation: JiraOperation;
  readonly method: string;
  /** As the OpenAPI document writes it: `/rest/api/3/issue/{issueIdOrKey}`. */
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  readonly accountId: string | null;
}

export interface JiraSandbox {
  /** The address an adapter is given; no trailing slash. */
  readonly url: string;
  readonly boardUrl: string;
  readonly store: JiraStore;
  readonly faults: JiraFaults;
  readonly webhooks: Webhooks;
  requests(): readonly SeenRequest[];
  requestCount(): number;
  close(): Promise<void>;
}

const api = '/rest/api/3';
const mostBytes = '2mb';

/** Every route the sandbox speaks. */
export const jiraRoutes: readonly JiraRoute[] = [
  ...metaRoutes,
  ...peopleRoutes,
  ...searchRoutes,
  ...issueRoutes,
  ...trailRoutes,
];

/** Starts a Jira Cloud of its own on loopback, with nothing in it but the site. */
export async function startJiraSandbox(options: JiraSandboxOptions): Promise<JiraSandbox> {
  const { store, webhooks } = withJiraWebhooks(createJiraStore(options.site, options.clock), () => origin);
  const faults = createFaultDesk();
  const requests: SeenRequest[] = [];
  let origin = '';

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  if (options.oauth) app.use(jiraOAuth(options.oauth, options.site, () => origin));
  app.use(
    boardRoutes(
      'Jira',
      jiraBoard(store, () => origin),
    ),
  );
  app.get('/browse/:key', (_request, response) => response.redirect(303, '/board'));
  app.use(api, (_request, response, next) => {
    response.set('Date', store.now().toUTCString());
    next();
  });
  app.use(api, express.json({ limit: mostBytes, strict: false }));
  for (const route of jiraRoutes) {
    app[route.method](`${api}${route.path}`, (request, response) => {
      const sent = readCredential(options.site, request);
      if (sent.isRejected && !faults.loginReasonHidden()) {
        response.set('X-Seraph-LoginReason', 'AUTHENTICATED_FAILED');
      }
      requests.push({
        operation: route.operation,
        method: request.method,
        route: `${api}${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
        path: request.originalUrl,
        body: request.body,
        accountId: sent.user?.accountId ?? null,
      });
      const params = Object.entries(request.params).map(([name, value]) => [name, String(value)] as const);
      const call = {
        store,
        user: sent.user,
        origin,
        params: Object.fromEntries(params),
        query: new URL(request.originalUrl, origin).searchParams,
        body: request.body,
        searchLag: faults.lag(),
      };
      answerCall(route, call, faults, response);
    });
  }
  app.use(api, (_request, response) => {
    response.status(404).json({ message: 'null for uri', 'status-code': 404 });
  });

  const server = createServer(app);
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port, host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  origin = `http://${host}:${port}`;

  return {
    url: origin,
    boardUrl: `${origin}/board`,
    store,
    faults,
    webhooks,
    requests: () => [...requests],
    requestCount: () => requests.length,
    async close() {
      webhooks.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A credential Jira does not know makes the caller a stranger, it does not turn the call away. */
function readCredential(
  site: JiraSite,
  request: Request,
): { readonly user: JiraUser | null; readonly isRejected: boolean } {
  const header = request.headers.authorization;
  if (header === undefined) return { user: null, isRejected: false };
  const [, encoded = ''] = /^Basic (.+)$/.exec(header) ?? [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const known = site.credentials.find(({ email, token }) => pair === `${email}:${token}`);
  const user = site.users.find(({ accountId }) => accountId === known?.accountId) ?? null;
  return { user, isRejected: user === null };
}
