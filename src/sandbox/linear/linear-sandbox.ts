import { createServer } from 'node:http';
import express from 'express';
import { boardRoutes } from '../board-routes.ts';
import { linearBoard } from './board.ts';
import { findIssue, openWorkspace } from './data.ts';
import { linearOAuth } from '../oauth-linear.ts';
import type { OAuthDesk } from '../oauth.ts';
import { graphqlEndpoint } from './endpoint.ts';
import { createFaults, type LinearFaults } from './faults.ts';
import { createLinearStore, type LinearStore } from './linear-store.ts';
import type { LinearWorkspace } from './workspace.ts';
import { linearWebhooks } from '../webhooks-linear.ts';
import type { Webhooks } from '../webhooks.ts';

export interface LinearSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback unless told. */
  readonly host?: string;
  readonly clock: () => Date;
  readonly workspace: LinearWorkspace;
  /** Requests an hour and user; Linear's 2,500 unless told. */
  readonly requestLimit?: number;
  /** Gives out tokens at `/oauth/token`; nobody does when left out. */
  readonly oauth?: OAuthDesk;
}

/** A Linear of one's own on loopback: real GraphQL over real HTTP, a board for people, a store for the caller to play the tracker. */
export interface LinearSandbox {
  /** The GraphQL endpoint, what `apiUrl` is set to. */
  readonly url: string;
  readonly boardUrl: string;
  readonly store: LinearStore;
  readonly faults: LinearFaults;
  readonly webhooks: Webhooks;
  /** Requests met so far: all of them, or those with the root field (`issueCreate`). */
  requests(field?: string): number;
  close(): Promise<void>;
}

/** Starts the sandbox; rejects when the port is taken. */
export async function startLinearSandbox(options: LinearSandboxOptions): Promise<LinearSandbox> {
  const { port, host = '127.0.0.1', clock, workspace, requestLimit = 2500 } = options;
  const data = openWorkspace(workspace, clock);
  const faults = createFaults();
  const webhooks = linearWebhooks(data);
  const counts = new Map<string, number>();
  let total = 0;
  const timers = new Set<NodeJS.Timeout>();

  const app = express();
  app.disable('x-powered-by');
  if (options.oauth) app.use(linearOAuth(options.oauth, data));
  const endpoint = graphqlEndpoint({
    data,
    faults,
    requestLimit,
    onRequest: (fields) => {
      total += 1;
      for (const field of new Set(fields)) counts.set(field, (counts.get(field) ?? 0) + 1);
    },
    later: (milliseconds, act) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        act();
      }, milliseconds);
      timers.add(timer);
    },
  });
  app.post('/graphql', express.json({ limit: '2mb' }), endpoint);
  app.use(boardRoutes('Linear', linearBoard(data)));
  app.get('/', (_request, response) => response.redirect(303, '/board'));
  app.get('/:workspace/issue/:identifier{/*rest}', (request, response) => {
    const issue = findIssue(data, request.params.identifier);
    response.redirect(303, issue === null ? '/board' : `/board#issue-${issue.id}`);
  });

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The sandbox has no port');
  data.origin = `http://${host}:${bound.port}`;
  return {
    url: `${data.origin}/graphql`,
    boardUrl: `${data.origin}/board`,
    store: createLinearStore(data),
    faults,
    webhooks,
    requests: (field) => (field === undefined ? total : (counts.get(field) ?? 0)),
    close: async () => {
      webhooks.close();
      for (const timer of timers) clearTimeout(timer);
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}
