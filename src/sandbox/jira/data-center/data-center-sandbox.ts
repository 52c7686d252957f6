import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type Request, type Response } from 'express';
import { answerCall } from '../answer-call.ts';
import type { JiraOperation } from '../jira-faults.ts';
import type { JiraRoute } from '../jira-route.ts';
import type { JiraSite, JiraUser } from '../jira-site.ts';
import { createJiraStore, type JiraStore } from '../jira-store.ts';
import { createDataCenterDesk, type DataCenterFaults } from './data-center-faults.ts';
import { dataCenterIssues } from './data-center-issues.ts';
import { createLogin } from './data-center-login.ts';
import { dataCenterMeta } from './data-center-meta.ts';
import { dataCenterPeople } from './data-center-people.ts';
import { dataCenterSearch } from './data-center-search.ts';
import { dataCenterTrail } from './data-center-trail.ts';

export interface DataCenterSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly clock: () => Date;
  /** An account id is a user's name here, and a credential is a token of its own or `email` and `token` as name and password. */
  readonly site: JiraSite;
}

export interface DataCenterSandbox {
  /** The address an adapter is given, context path included; no trailing slash. */
  readonly url: string;
  readonly store: JiraStore;
  readonly faults: DataCenterFaults;
  requests(): readonly DataCenterRequest[];
  requestCount(): number;
  close(): Promise<void>;
}

/** One request the sandbox has met, whatever became of it. */
export interface DataCenterRequest {
  /** Null when it was turned away before any route. */
  readonly operation: JiraOperation | null;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const contextPath = '/jira';
const api = `${contextPath}/rest/api/2`;
const mostBytes = '10mb';

/** Starts a Jira Data Center of its own on loopback, below a context path, with nothing in it but the site. */
export async function startDataCenterSandbox(options: DataCenterSandboxOptions): Promise<DataCenterSandbox> {
  const { site } = options;
  const store = createJiraStore(site, options.clock);
  const desk = createDataCenterDesk();
  const login = createLogin(site, desk);
  const requests: DataCenterRequest[] = [];
  let origin = '';

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: mostBytes, strict: false }));
  const routes = [dataCenterMeta, dataCenterPeople, dataCenterSearch, dataCenterIssues, dataCenterTrail];
  for (const route of routes.flatMap((each) => each(desk))) {
    app[route.method](`${api}${route.path}`, (request, response) => carryOut(route, request, response));
  }
  app.use((request, response) => {
    note(request, null);
    if (desk.now.redirect === null)
      response.status(404).type('text/html').send('<h1>HTTP Status 404 – Not Found</h1>');
    else response.redirect(301, `${desk.now.redirect}${request.originalUrl}`);
  });

  function carryOut(route: JiraRoute, request: Request, response: Response): void {
    if (desk.now.redirect !== null) {
      note(request, null);
      response.redirect(301, `${desk.now.redirect}${request.originalUrl}`);
      return;
    }
    const who = login(request.headers.authorization);
    response.set(desk.now.headers).set(who.headers);
    if (who.outcome === 'turned away') {
      note(request, null);
      response.status(who.status);
      if (who.json === undefined) response.type('text/html').send(who.page);
      else response.json(who.json);
      return;
    }
    note(request, route.operation);
    if (!desk.now.isUserNameHidden) response.set('X-AUSERNAME', who.user?.accountId ?? 'anonymous');
    answerCall(route, callOf(request, who.user), desk, response);
  }

  function callOf(request: Request, user: JiraUser | null): Parameters<JiraRoute['handle']>[0] {
    const params = Object.entries(request.params).map(([name, value]) => [name, String(value)] as const);
    return {
      store,
      user,
      origin,
      params: Object.fromEntries(params),
      query: new URL(request.originalUrl, origin).searchParams,
      body: request.body,
      searchLag: desk.lag(),
    };
  }

  function note(request: Request, operation: JiraOperation | null): void {
    requests.push({ operation, method: request.method, path: request.originalUrl, body: request.body });
  }

  const server = createServer(app);
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port, host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  origin = `http://${host}:${port}${contextPath}`;

  return {
    url: origin,
    store,
    faults: desk,
    requests: () => [...requests],
    requestCount: () => requests.length,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
