import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JiraFault, usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueIdentity, IssueRequest } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { done, newIdentity } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const seconds = 1000;

describe('a limit of Jira Cloud on our requests', () => {
  let harness: JiraHarness;
  let identity: IssueIdentity;
  const inSeconds = (wait: number): Date => new Date(harness.now().getTime() + wait * seconds);
  const batch = (): IssueRequest[] => [
    { identity, draft: draft() },
    { identity: newIdentity(), draft: draft() },
  ];

  beforeEach(async () => {
    harness = await startJiraHarness();
    identity = newIdentity();
  });
  afterEach(() => harness.close());

  it.each<[string, JiraFault, number]>([
    ['J1: a quota', usualFaults.quotaExceeded(1847, new Date('2026-11-10T10:00:00Z')), 1847],
    ['J2: a burst', usualFaults.burst(3), 3],
    [
      'J3: a limit on one issue',
      limited({ 'Retry-After': '2', 'RateLimit-Reason': 'jira-per-issue-on-write' }),
      2,
    ],
    ['J4: a 429 without a header', usualFaults.oddRateLimit(null), 30],
    ['J4: a wait of 0', usualFaults.oddRateLimit('0'), 30],
    ['J4: a negative wait', usualFaults.oddRateLimit('-5'), 30],
    ['J4: a wait of 2^63-1', usualFaults.oddRateLimit('9223372036854775807'), 3600],
    ['J4: a date that is past', usualFaults.oddRateLimit('Wed, 21 Oct 2015 07:28:00 GMT'), 30],
    ['J4: a date far ahead', usualFaults.oddRateLimit('Wed, 21 Oct 2099 07:28:00 GMT'), 3600],
  ])('%s means that nothing was done, and says when to come back', async (_form, fault, wait) => {
    const expected = { outcome: 'refused', retryAfter: inSeconds(wait) };
    harness.sandbox.faults.next('createIssue', fault);
    expect(await ensureOne(harness.tracker, identity, draft())).toMatchObject(expected);
    harness.sandbox.faults.next('createIssues', fault);
    expect(await harness.tracker.ensureIssues(batch())).toMatchObject([expected, expected]);
    expect(harness.seen()).toEqual([]);
  });

  it('J2: stops a read with the same instant', async () => {
    harness.sandbox.faults.next('bulkFetchIssues', usualFaults.burst(4));
    await expect(harness.tracker.fetchIssues(['10001'])).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: inSeconds(4),
    });
  });

  it('J2: on the link back leaves the create unknown, because the issue is there', async () => {
    harness.sandbox.faults.next('setRemoteLink', usualFaults.burst(4));
    const first = await ensureOne(harness.tracker, identity, draft());
    expect(first).toMatchObject({ outcome: 'unknown', retryAfter: inSeconds(4) });
    const again = { ...identity, attemptedAt: harness.now() };
    done(await ensureOne(harness.restarted(), again, draft()));
    expect(harness.seen()).toHaveLength(1);
    expect(harness.seen()[0]?.backlinks).toHaveLength(1);
  });

  it('J2: on the look who is whose leaves a batch unknown, and the next look tells', async () => {
    const requests = batch();
    harness.sandbox.faults.next('bulkFetchIssues', usualFaults.burst(4));
    const waiting = { outcome: 'unknown', retryAfter: inSeconds(4) };
    expect(await harness.tracker.ensureIssues(requests)).toMatchObject([waiting, waiting]);
    const again = requests.map((each) => ({
      ...each,
      identity: { ...each.identity, attemptedAt: harness.now() },
    }));
    const found = (await harness.restarted().ensureIssues(again)).map((outcome) => done(outcome).marker);
    expect(found).toEqual(requests.map((request) => request.identity.key));
    expect(harness.seen()).toHaveLength(2);
  });

  it('J2: on the search for an owner keeps the whole batch back, with nothing sent', async () => {
    harness.sandbox.faults.next('findUsers', usualFaults.burst(5));
    const requests = batch().map((each) => ({ ...each, draft: draft({ assignee: harness.people.known }) }));
    const waiting = { outcome: 'refused', retryAfter: inSeconds(5) };
    expect(await harness.tracker.ensureIssues(requests)).toMatchObject([waiting, waiting]);
    expect(harness.sandbox.requests().map(({ operation }) => operation)).toEqual(['findUsers']);
  });

  it('J5: a warning that the limit is near is no refusal', async () => {
    harness.sandbox.faults.next('createIssue', usualFaults.nearLimit());
    done(await ensureOne(harness.tracker, identity, draft()));
    expect(harness.seen()).toHaveLength(1);
  });
});

function limited(headers: Record<string, string>): JiraFault {
  return { kind: 'rate-limited', headers };
}
