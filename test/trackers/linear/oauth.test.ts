import { afterEach, describe, expect, it } from 'vitest';
import { startLinearSandbox, type LinearSandbox } from '../../../src/sandbox/linear/linear-sandbox.ts';
import { createOAuthDesk, type OAuthDesk, type OAuthDeskOptions } from '../../../src/sandbox/oauth.ts';
import { createLinearTracker } from '../../../src/trackers/linear/linear-tracker.ts';
import type { OAuthCredential } from '../../../src/trackers/settings.ts';
import type { TokenStore } from '../../../src/trackers/tokens.ts';
import type { Tracker } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { sharedTokens } from '../../support/shared-in-memory.ts';
import { newIdentity, reason } from '../contract/drafts.ts';
import { acme } from './linear-harness.ts';

const minute = 60;
const day = 86_400;
const client = {
  clientId: 'client-1',
  clientSecret: 'client-secret-of-linear',
  refreshToken: null,
  email: 'bot@acme.example',
};
const chain = { ...client, refreshToken: 'first-refresh-token' };

let sandbox: LinearSandbox;
let desk: OAuthDesk;
let tokens: TokenStore;
let now: Date;
const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

async function start(options: Omit<OAuthDeskOptions, 'clock'>): Promise<void> {
  now = new Date('2026-11-10T09:00:00.000Z');
  const clock = (): Date => now;
  desk = createOAuthDesk({ clock, ...options });
  sandbox = await startLinearSandbox({ port: 0, clock, workspace: acme, oauth: desk });
  tokens = sharedTokens();
}

/** The adapter of one more process of the installation. */
function another(changes: Partial<OAuthCredential> = {}, store: TokenStore | null = tokens): Tracker {
  const credential: OAuthCredential = {
    type: 'oauth',
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    refreshToken: null,
    tokenUrl: new URL('/oauth/token', sandbox.url).href,
    ...changes,
  };
  return createLinearTracker(
    { id: 'linear-main', kind: 'linear', url: sandbox.url, credential, webhookSecrets: [] },
    {
      clock: () => now,
      timeoutMs: 1_500,
      droppedResolutions: [],
      ...(store === null ? {} : { tokens: store }),
    },
  );
}

const statuses = (): number[] => desk.grants().map(({ status }) => status);
const draft = {
  destination: { project: 'PAY', issueType: null, fields: {} },
  title: 'Reject unknown currency codes',
  description: '',
  assignee: null,
  due: null,
  priority: null,
  labels: [],
  backlink: { url: 'https://followthrough.example/1', title: 'x', subtitle: 'y' },
};

afterEach(() => sandbox.close());

describe('Linear by the credentials of the client', () => {
  it('asks for one token, with scopes separated by commas, and every process uses it', async () => {
    await start({ client, lifeSeconds: 30 * day });
    for (const tracker of [another(), another()]) {
      expect(await tracker.findIssue('PAY-1')).toBeNull();
      expect(await tracker.findIssue('PAY-2')).toBeNull();
      expect(tracker.requestCount()).toBe(2);
    }
    expect(desk.grants()).toEqual([
      {
        grantType: 'client_credentials',
        scope: 'read,write',
        contentType: 'application/x-www-form-urlencoded',
        status: 200,
      },
    ]);
  });

  it('makes issues as the application', async () => {
    await start({ client });
    expect(await ensureOne(another(), newIdentity(), draft)).toMatchObject({ outcome: 'done' });
  });

  it('asks for the next token a minute before the end of the old', async () => {
    await start({ client, lifeSeconds: 60 * minute });
    const tracker = another();
    await tracker.findIssue('PAY-1');
    pass(58 * minute);
    await tracker.findIssue('PAY-1');
    expect(statuses()).toEqual([200]);
    pass(minute);
    await tracker.findIssue('PAY-1');
    expect(statuses()).toEqual([200, 200]);
  });

  it('needs no database, since a token is to be had at any time', async () => {
    await start({ client });
    expect(await another({}, null).findIssue('PAY-1')).toBeNull();
  });
});

describe('Linear by a chain of refresh tokens', () => {
  const first = { refreshToken: chain.refreshToken };

  it('keeps the next token of the chain and goes on with it after a restart', async () => {
    await start({ client: chain, lifeSeconds: day });
    for (let days = 0; days < 3; days += 1) {
      expect(await another(first).findIssue('PAY-1')).toBeNull();
      pass(day);
    }
    expect(statuses()).toEqual([200, 200, 200]);
  });

  it('will not begin without a place to keep the chain', async () => {
    await start({ client: chain });
    expect(() => another(first, null)).toThrow('a refresh token is worth nothing without a place');
  });

  it('begins a new chain when another refresh token is configured', async () => {
    await start({ client: chain });
    await another(first).findIssue('PAY-1');
    await expect(another({ refreshToken: 'another-refresh-token' }).findIssue('PAY-1')).rejects.toMatchObject(
      {
        kind: 'unauthorised',
      },
    );
    expect(statuses()).toEqual([200, 400]);
  });

  it('L19: a token that is turned away early is renewed once, and the call is made again', async () => {
    await start({ client: chain });
    const tracker = another(first);
    await tracker.findIssue('PAY-1');
    pass(2 * minute);
    desk.expire();
    expect(await tracker.findIssue('PAY-1')).toBeNull();
    expect(statuses()).toEqual([200, 200]);
    expect(tracker.requestCount()).toBe(3);
  });

  it('L19: a fresh token that is turned away is not renewed again and again', async () => {
    await start({ client: chain });
    const tracker = another(first);
    for (let tries = 0; tries < 3; tries += 1) {
      sandbox.faults.next({ name: 'unauthorised', times: 2 });
      await expect(tracker.findIssue('PAY-1')).rejects.toThrow(
        'Linear (linear-main) does not accept the OAuth token. Authorise the application again',
      );
      sandbox.faults.clear();
    }
    expect(statuses()).toEqual([200]);
  });

  it('L19: two processes whose token is turned away at once use one refresh between them', async () => {
    await start({ client: chain });
    const both = [another(first), another(first)];
    await Promise.all(both.map((tracker) => tracker.findIssue('PAY-1')));
    pass(2 * minute);
    desk.expire();
    const found = await Promise.all(
      both.flatMap((tracker) => [tracker.findIssue('PAY-1'), tracker.findIssue('PAY-2')]),
    );
    expect(found).toEqual([null, null, null, null]);
    expect(statuses()).toEqual([200, 200]);
  });

  it('L19: a chain that was revoked stops everything, says what to do, and keeps the writes', async () => {
    await start({ client: chain });
    const tracker = another(first);
    await tracker.findIssue('PAY-1');
    pass(2 * minute);
    desk.revoke();
    const met = sandbox.requests();
    const outcome = await ensureOne(tracker, newIdentity(), draft);
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: now, trackerWide: true });
    expect(reason(outcome)).toBe(
      'linear-main: the OAuth refresh token is no longer accepted (invalid_grant). Authorise the application again and set the new token as oauth.refreshToken; until then nothing is sent, and what is queued waits.',
    );
    await expect(tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(statuses()).toEqual([200, 400]);
    expect(sandbox.requests()).toBe(met + 2);
  });

  it('goes on with the old token while it lives and nobody gives out a new one', async () => {
    await start({ client: chain, lifeSeconds: 60 * minute });
    const tracker = another(first);
    await tracker.findIssue('PAY-1');
    pass(59.5 * minute);
    desk.next('down');
    expect(await tracker.findIssue('PAY-1')).toBeNull();
    pass(minute);
    desk.next('down');
    await expect(tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'unreachable', unsent: true });
    expect(await tracker.findIssue('PAY-1')).toBeNull();
  });

  it('asks again with the same refresh token after a lost answer, as the vendor allows', async () => {
    await start({ client: chain, graceSeconds: 30 * minute });
    desk.next('lost-answer');
    const tracker = another(first);
    await expect(tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'unreachable', unsent: true });
    expect(await tracker.findIssue('PAY-1')).toBeNull();
    expect(statuses()).toEqual([0, 200]);
  });

  it('waits as long as the desk of the tokens asks it to', async () => {
    await start({ client: chain });
    desk.next('rate-limited');
    await expect(another(first).findIssue('PAY-1')).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: new Date(now.getTime() + 30_000),
    });
  });

  it('says when the application itself is refused', async () => {
    await start({ client: chain });
    await expect(
      another({ ...first, clientSecret: 'a-secret-of-last-year' }).findIssue('PAY-1'),
    ).rejects.toThrow('the OAuth application is refused (invalid_client). Check oauth.clientId');
  });

  it('says when nobody is there to give out tokens, and nothing was sent', async () => {
    await start({ client: chain });
    const tracker = another({ ...first, tokenUrl: 'http://127.0.0.1:9/oauth/token' });
    await expect(tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'unreachable', unsent: true });
    expect([tracker.requestCount(), sandbox.requests()]).toEqual([0, 0]);
  });
});
