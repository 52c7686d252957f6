import { afterEach, describe, expect, it } from 'vitest';
import { startJiraSandbox, type JiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { usualWorkflow } from '../../../src/sandbox/jira/jira-site.ts';
import { sandboxCloudId } from '../../../src/sandbox/oauth-jira.ts';
import { createOAuthDesk, type OAuthDesk, type OAuthDeskOptions } from '../../../src/sandbox/oauth.ts';
import { createJiraTracker } from '../../../src/trackers/jira/jira-tracker.ts';
import type { OAuthCredential, TrackerSettings } from '../../../src/trackers/settings.ts';
import type { TokenStore } from '../../../src/trackers/tokens.ts';
import type { Tracker } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { sharedTokens } from '../../support/shared-in-memory.ts';
import { done, newIdentity, reason } from '../contract/drafts.ts';
import { draft } from './jira-harness.ts';

const minute = 60;
const client = {
  clientId: 'client-1',
  clientSecret: 'client-secret-of-jira',
  refreshToken: 'first-refresh-token',
  email: 'bot@acme.example',
};

let sandbox: JiraSandbox;
let desk: OAuthDesk;
let tokens: TokenStore;
let now: Date;
const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));

async function start(options: Partial<OAuthDeskOptions> = {}): Promise<void> {
  now = new Date('2026-11-10T09:00:00.000Z');
  const clock = (): Date => now;
  desk = createOAuthDesk({ client, clock, ...options });
  sandbox = await startJiraSandbox({
    port: 0,
    clock,
    oauth: desk,
    site: {
      ...usualWorkflow,
      title: 'Acme Jira',
      users: [{ accountId: 'bot-1', name: 'Followthrough', email: 'bot@acme.example' }],
      credentials: [{ email: 'bot@acme.example', token: 'its own token', accountId: 'bot-1' }],
      projects: [{ key: 'PAY', name: 'Payments', issueTypes: ['Task'] }],
    },
  });
  tokens = sharedTokens();
}

/** The adapter of one more process of the installation. */
function another(changes: Partial<OAuthCredential> = {}, settings: Partial<TrackerSettings> = {}): Tracker {
  const credential: OAuthCredential = {
    type: 'oauth',
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    refreshToken: client.refreshToken,
    tokenUrl: `${sandbox.url}/oauth/token`,
    gateway: { url: sandbox.url, cloudId: null },
    ...changes,
  };
  return createJiraTracker(
    { id: 'jira-main', kind: 'jira-cloud', url: sandbox.url, credential, webhookSecrets: [], ...settings },
    { clock: () => now, timeoutMs: 2_000, droppedResolutions: [], tokens },
  );
}

const statuses = (): number[] => desk.grants().map(({ status }) => status);
const look = async (tracker: Tracker): Promise<readonly string[]> =>
  (await tracker.fetchIssues(['10001'])).absent;

afterEach(() => sandbox.close());

describe('Jira by a chain of refresh tokens', () => {
  it('speaks through the gateway of the site that it asked for, and links to the site itself', async () => {
    await start();
    const tracker = another();
    const issue = done(await ensureOne(tracker, newIdentity(), draft()));
    expect(issue.url).toBe(`${sandbox.url}/browse/${issue.key}`);
    expect(desk.grants()).toMatchObject([
      { grantType: 'refresh_token', contentType: 'application/json', status: 200 },
    ]);
    const paths = sandbox.requests().map(({ path }) => path);
    expect(paths.every((path) => path.startsWith(`/ex/jira/${sandboxCloudId}/rest/api/3/`))).toBe(true);
  });

  it('does not ask for the site when the configuration names it', async () => {
    await start();
    expect(await look(another({ gateway: { url: sandbox.url, cloudId: sandboxCloudId } }))).toEqual([
      '10001',
    ]);
  });

  it('says when the application may not use the site', async () => {
    await start();
    await expect(look(another({}, { url: 'http://127.0.0.1:9' }))).rejects.toThrow(
      'the OAuth application may not use http://127.0.0.1:9. Authorise it for this site, or correct url.',
    );
  });

  it('goes on with the chain after a restart', async () => {
    await start();
    for (let hours = 0; hours < 3; hours += 1) {
      expect(await look(another())).toEqual(['10001']);
      pass(60 * minute);
    }
    expect(statuses()).toEqual([200, 200, 200]);
  });

  it('J29: a token that dies in the middle of the work is renewed once, and the call is made again', async () => {
    await start();
    const tracker = another();
    await look(tracker);
    pass(2 * minute);
    desk.expire();
    done(await ensureOne(tracker, newIdentity(), draft()));
    expect(sandbox.store.issues()).toHaveLength(1);
    expect(statuses()).toEqual([200, 200]);
  });

  it('J29: two processes that refresh at once use one refresh between them, and the chain lives on', async () => {
    await start();
    const both = [another(), another()];
    for (let round = 1; round <= 3; round += 1) {
      expect(await Promise.all(both.flatMap((tracker) => [look(tracker), look(tracker)]))).toEqual([
        ['10001'],
        ['10001'],
        ['10001'],
        ['10001'],
      ]);
      expect(statuses()).toEqual(Array.from({ length: round }, () => 200));
      pass(59 * minute + 30);
    }
  });

  it('J29: a token is kept before it is used', async () => {
    await start();
    const store = tokens;
    const kept: number[] = [];
    tokens = {
      held: (...parts) => store.held(...parts),
      renew: async (...parts) => {
        const token = await store.renew(...parts);
        kept.push(sandbox.requests().length);
        return token;
      },
    };
    await look(another());
    expect(kept).toEqual([0]);
  });

  it('J29: a chain that is broken stops everything, says what to do, and keeps the writes', async () => {
    await start();
    const tracker = another();
    await look(tracker);
    pass(2 * minute);
    desk.revoke();
    const met = sandbox.requests().length;
    const outcome = await ensureOne(tracker, newIdentity(), draft());
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: now, trackerWide: true });
    expect(reason(outcome)).toBe(
      'jira-main: the OAuth refresh token is no longer accepted (invalid_grant). Authorise the application again and set the new token as oauth.refreshToken; until then nothing is sent, and what is queued waits.',
    );
    await expect(look(another())).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(sandbox.requests()).toHaveLength(met);
    expect(sandbox.store.issues()).toEqual([]);
  });

  it('asks again after an answer that makes no sense', async () => {
    await start();
    const tracker = another();
    await look(tracker);
    pass(60 * minute);
    desk.next('echo');
    await expect(look(tracker)).rejects.toThrow('answered 400 without a token');
    expect(await look(another())).toEqual(['10001']);
    expect(await look(tracker)).toEqual(['10001']);
  });
});
