import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JiraFault, usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import { createJiraTracker } from '../../../src/trackers/jira/jira-tracker.ts';
import { limitNews, scopesOf } from '../../../src/trackers/jira/limit-news.ts';
import type { Tracker } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { type SharedLimits, sharedLimits } from '../../support/shared-in-memory.ts';
import { done, newIdentity, reason } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

let harness: JiraHarness;
let limits: SharedLimits;

/** The adapter of one more process of the installation. */
function another(): Tracker {
  return createJiraTracker(
    {
      id: 'jira-main',
      kind: 'jira-cloud',
      url: harness.sandbox.url,
      credential: { type: 'basic', email: 'bot@acme.example', token: harness.secret },
      webhookSecrets: [],
    },
    { clock: () => harness.now(), timeoutMs: 2_000, droppedResolutions: [], limits },
  );
}

const inSeconds = (seconds: number): Date => new Date(harness.now().getTime() + seconds * 1000);
const pass = (seconds: number): void => harness.setNow(inSeconds(seconds));
const met = (): number => harness.sandbox.requests().length;
const limited = (headers: Record<string, string>): JiraFault => ({ kind: 'rate-limited', headers });

beforeEach(async () => {
  harness = await startJiraHarness();
  limits = sharedLimits();
});
afterEach(() => harness.close());

describe('a spent limit of Jira', () => {
  it.each<[string, JiraFault, number]>([
    ['J1: the quota of the tenant', usualFaults.quotaExceeded(1847, new Date('2026-11-10T10:00:00Z')), 1847],
    [
      'J1: the quota of the application',
      limited({ 'Retry-After': '60', 'RateLimit-Reason': 'jira-quota-global-based' }),
      60,
    ],
    ['J4: no header at all', usualFaults.oddRateLimit(null), 30],
    ['J4: Retry-After 0', usualFaults.oddRateLimit('0'), 30],
    ['J4: a negative Retry-After', usualFaults.oddRateLimit('-5'), 30],
    [
      'J4: a Retry-After of 2^63-1, clamped to an hour',
      usualFaults.oddRateLimit('9223372036854775807'),
      3600,
    ],
    ['J4: a Retry-After that is a date', usualFaults.oddRateLimit('Tue, 10 Nov 2026 09:02:00 GMT'), 120],
    ['J4: a page in place of JSON', { ...limited({ 'Retry-After': '7' }), body: '<html>' } as JiraFault, 7],
  ])('%s holds the whole site, in every process, until it is over', async (_form, fault, seconds) => {
    harness.sandbox.faults.next('search', fault);
    const label = 'postmortem';
    await expect(another().changedSince(label, harness.now())).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    const before = met();

    const other = another();
    const held = { kind: 'rate-limited', retryAfter: inSeconds(seconds) };
    await expect(other.changedSince(label, harness.now())).rejects.toMatchObject(held);
    await expect(other.fetchIssues(['10001'])).rejects.toMatchObject(held);
    const outcome = await ensureOne(other, newIdentity(), draft());
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(seconds) });
    expect(reason(outcome)).toContain('Jira limits our requests');
    expect([met(), other.requestCount()]).toEqual([before, 0]);

    pass(seconds);
    expect(await other.changedSince(label, harness.now())).toEqual([]);
  });

  it('J2: a burst holds that endpoint only', async () => {
    harness.sandbox.faults.next('createIssue', usualFaults.burst(5));
    const refused = await ensureOne(another(), newIdentity(), draft());
    expect(refused).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(5) });
    const before = met();

    const other = another();
    const held = await ensureOne(other, newIdentity(), draft());
    expect(held).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(5) });
    expect(reason(held)).toContain('jira-burst-based');
    expect(
      harness.sandbox
        .requests()
        .slice(before)
        .map(({ operation }) => operation),
    ).not.toContain('createIssue');
    expect((await other.fetchIssues(['10001'])).absent).toEqual(['10001']);

    pass(5);
    done(await ensureOne(other, newIdentity(), draft()));
    expect(harness.seen()).toHaveLength(1);
  });

  it('J3: a limit on writing to one issue holds the writes to that issue only', async () => {
    const tracker = another();
    const one = done(await ensureOne(tracker, newIdentity(), draft()));
    const two = done(await ensureOne(tracker, newIdentity(), draft()));
    harness.sandbox.faults.next(
      'editIssue',
      limited({ 'Retry-After': '4', 'RateLimit-Reason': 'jira-per-issue-on-write' }),
    );
    const change = { title: 'Another title' };
    expect(await tracker.updateIssue(one.id, change)).toMatchObject({ outcome: 'refused' });
    const edits = (): number =>
      harness.sandbox.requests().filter(({ operation }) => operation === 'editIssue').length;
    const before = edits();

    const other = another();
    expect(await other.updateIssue(one.id, change)).toMatchObject({
      outcome: 'refused',
      retryAfter: inSeconds(4),
    });
    expect(edits()).toBe(before);
    expect(await other.updateIssue(two.id, change)).toMatchObject({ outcome: 'done' });
    expect((await other.fetchIssues([one.id])).issues).toHaveLength(1);

    pass(4);
    expect(await other.updateIssue(one.id, change)).toMatchObject({ outcome: 'done' });
  });

  it('J5: a limit that is nearly spent slows the calls down and stops none', async () => {
    const tracker = another();
    const timed = async (): Promise<number> => {
      const begun = performance.now();
      await tracker.fetchIssues([]);
      await tracker.changedSince('postmortem', harness.now());
      return performance.now() - begun;
    };
    await timed();
    expect(await timed()).toBeLessThan(900);
    harness.sandbox.faults.next('search', usualFaults.nearLimit());
    await timed();
    expect(await timed()).toBeGreaterThan(900);
    await timed();
    expect(await timed()).toBeLessThan(900);
  });

  it('J6: a 503 that says when to come back leaves a creation unknown and the site alone until then', async () => {
    harness.sandbox.faults.next('createIssue', { kind: 'unavailable', retryAfter: '3' });
    const outcome = await ensureOne(another(), newIdentity(), draft());
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    const before = met();
    await expect(another().fetchIssues(['10001'])).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: inSeconds(3),
    });
    expect(met()).toBe(before);

    pass(3);
    expect((await another().fetchIssues(['10001'])).absent).toEqual(['10001']);
  });

  it('J6: a 503 that says nothing pauses nothing', async () => {
    harness.sandbox.faults.next('myself', { kind: 'unavailable' });
    await expect(another().fetchIssues(['10001'])).rejects.toMatchObject({ kind: 'unreachable' });
    expect((await another().fetchIssues(['10001'])).absent).toEqual(['10001']);
  });
});

describe('what Jira’s answers say of its limits', () => {
  const now = new Date('2026-11-10T09:00:00Z');
  const call = { method: 'POST', path: '/rest/api/3/issue' };
  const news = (status: number, headers: Record<string, string>, about = call) =>
    limitNews({ status, headers: new Headers(headers) }, about, now);

  it('is kept where it is the quota of the hour', () => {
    const headers = {
      'X-RateLimit-Limit': '100000',
      'X-RateLimit-Remaining': '98000',
      'X-RateLimit-Reset': '2026-11-10T10:00:00Z',
    };
    expect(news(200, headers).readings).toEqual([
      {
        scope: '*',
        limit: 100_000,
        remaining: 98_000,
        resetsAt: new Date('2026-11-10T10:00:00Z'),
        pausedUntil: null,
        reason: null,
      },
    ]);
  });

  it('is not kept where it is the burst limit of the endpoint, which is over in a second', () => {
    const headers = {
      Ratelimit: '"jira-burst-based";r=348;t=1',
      'X-Ratelimit-Limit': '350',
      'X-Ratelimit-Remaining': '348',
    };
    expect(news(200, headers)).toEqual({ readings: [], nearlySpent: false });
  });

  it.each([
    ['9223372036854775807', 3600],
    ['0', 30],
    ['', 30],
  ])('D6: a 429 with Retry-After “%s” is waited for %d s', (value, seconds) => {
    expect(news(429, { 'Retry-After': value }).readings).toMatchObject([
      { scope: '*', pausedUntil: new Date(now.getTime() + seconds * 1000) },
    ]);
  });

  it.each([
    ['POST', '/rest/api/3/issue', ['*', 'POST /issue']],
    ['POST', '/rest/api/3/issue/bulkfetch', ['*', 'POST /issue/bulkfetch']],
    ['GET', '/rest/api/3/issue/PAY-12/comment', ['*', 'GET /issue/{}/comment']],
    ['PUT', '/rest/api/3/issue/10001', ['*', 'PUT /issue/{}', 'writes to issue 10001']],
    [
      'POST',
      '/rest/api/3/issue/PAY-12/remotelink',
      ['*', 'POST /issue/{}/remotelink', 'writes to issue PAY-12'],
    ],
    ['GET', '/rest/api/3/project/PAY', ['*', 'GET /project/{}']],
    ['POST', '/rest/api/3/search/jql', ['*', 'POST /search/jql']],
  ])('is about the endpoint, whatever the issue: %s %s', (method, path, scopes) => {
    expect(scopesOf({ method, path })).toEqual(scopes);
  });
});
