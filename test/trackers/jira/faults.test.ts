import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JiraFault, usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueDraft, IssueIdentity, Tracker } from '../../../src/trackers/tracker.ts';
import { done, newIdentity, notes, reason } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';
import { ensureOne } from '../../support/ensure-one.ts';

const seconds = 1000;
const minutes = 60 * seconds;

describe('faults of Jira Cloud', () => {
  let harness: JiraHarness;
  let identity: IssueIdentity;
  const later = (milliseconds: number): void =>
    harness.setNow(new Date(harness.now().getTime() + milliseconds));
  const attempted = (): IssueIdentity => ({ ...identity, attemptedAt: harness.now() });

  beforeEach(async () => {
    harness = await startJiraHarness();
    identity = newIdentity();
  });
  afterEach(() => harness.close());

  describe('a limit on requests', () => {
    it.each<[string, JiraFault, number]>([
      ['J1: quota', usualFaults.quotaExceeded(1847, new Date('2026-11-10T10:00:00Z')), 1847],
      ['J2: burst', usualFaults.burst(3), 3],
      ['J3: one issue', limited({ 'Retry-After': '2', 'RateLimit-Reason': 'jira-per-issue-on-write' }), 2],
      ['J4: no header', usualFaults.oddRateLimit(null), 30],
      ['J4: 0', usualFaults.oddRateLimit('0'), 30],
      ['J4: negative', usualFaults.oddRateLimit('-5'), 30],
      ['J4: 2^63-1', usualFaults.oddRateLimit('9223372036854775807'), 3600],
      ['J4: a past date', usualFaults.oddRateLimit('Wed, 21 Oct 2015 07:28:00 GMT'), 30],
      ['J4: a date far ahead', usualFaults.oddRateLimit('Wed, 21 Oct 2099 07:28:00 GMT'), 3600],
    ])('of the form %s means nothing was done, and says when to come back', async (_form, fault, wait) => {
      harness.sandbox.faults.next('createIssue', fault);
      const outcome = await ensureOne(harness.tracker, identity, draft());
      expect(outcome).toMatchObject({
        outcome: 'refused',
        retryAfter: new Date(harness.now().getTime() + wait * seconds),
      });
      expect(harness.seen()).toEqual([]);
    });

    it('stops a read with the same instant', async () => {
      harness.sandbox.faults.next('bulkFetchIssues', usualFaults.burst(4));
      await expect(harness.tracker.fetchIssues(['10001'])).rejects.toMatchObject({
        kind: 'rate-limited',
        retryAfter: new Date(harness.now().getTime() + 4 * seconds),
      });
    });

    it('on the link back leaves the create unknown, because the issue is there', async () => {
      harness.sandbox.faults.next('setRemoteLink', usualFaults.burst(4));
      const first = await ensureOne(harness.tracker, identity, draft());
      expect(first).toMatchObject({
        outcome: 'unknown',
        retryAfter: new Date(harness.now().getTime() + 4 * seconds),
      });
      done(await ensureOne(harness.restarted(), attempted(), draft()));
      expect(harness.seen()).toHaveLength(1);
      expect(harness.seen()[0]?.backlinks).toHaveLength(1);
    });
  });

  describe('an answer that says nothing of the outcome', () => {
    it.each<[string, JiraFault]>([
      ['J7: 500 after the commit', { kind: 'server-error', status: 500 }],
      ['J7: 502 after the commit', { kind: 'server-error', status: 502 }],
      ['J7: 504 after the commit', { kind: 'server-error', status: 504 }],
      ['J8: connection broken', { kind: 'lost-answer' }],
      ['J8: empty 201', { kind: 'cut-body', keep: 0 }],
      ['J8: answer cut', { kind: 'cut-body' }],
    ])('%s: the issue is found again, by a process that knows nothing of it', async (_form, fault) => {
      harness.sandbox.faults.next('createIssue', fault);
      expect((await ensureOne(harness.tracker, identity, draft())).outcome).toBe('unknown');
      const issue = done(await ensureOne(harness.restarted(), attempted(), draft()));
      expect(harness.seen().map(({ id }) => id)).toEqual([issue.id]);
    });

    it('J6: a 503 that did nothing leads to a create, but only after the settle window', async () => {
      harness.sandbox.faults.next('createIssue', { kind: 'unavailable', retryAfter: '3' });
      const first = await ensureOne(harness.tracker, identity, draft());
      expect(first).toMatchObject({
        outcome: 'unknown',
        retryAfter: new Date(harness.now().getTime() + 3 * seconds),
      });
      const again = attempted();
      const settled = new Date(harness.now().getTime() + 2 * minutes);
      later(3 * seconds);
      expect(await ensureOne(harness.tracker, again, draft())).toMatchObject({
        outcome: 'unknown',
        retryAfter: settled,
      });
      expect(harness.seen()).toEqual([]);
      harness.setNow(settled);
      done(await ensureOne(harness.tracker, again, draft()));
      expect(harness.seen()).toHaveLength(1);
    });

    it('J9: a commit that comes a minute late is found and not repeated', async () => {
      harness.beImpatient();
      harness.sandbox.faults.next('createIssue', { kind: 'delayed-commit', milliseconds: minutes });
      expect((await ensureOne(harness.tracker, identity, draft())).outcome).toBe('unknown');
      const again = attempted();
      later(30 * seconds);
      expect((await ensureOne(harness.tracker, again, draft())).outcome).toBe('unknown');
      later(90 * seconds);
      done(await ensureOne(harness.tracker, again, draft()));
      expect(harness.seen()).toHaveLength(1);
    });

    it('J13: an issue the search does not show yet is found among the newest keys', async () => {
      harness.human.create({ title: 'Older', labels: [] });
      later(10 * minutes);
      harness.sandbox.faults.searchLag(5 * minutes);
      harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
      await ensureOne(harness.tracker, identity, draft());
      const again = attempted();
      later(2 * minutes);
      const issue = done(await ensureOne(harness.restarted(), again, draft()));
      expect(issue.key).toBe('PAY-2');
      expect(harness.seen()).toHaveLength(2);
    });

    it('J13: an issue is found behind a hundred others made meanwhile', async () => {
      for (let n = 0; n < 130; n += 1) harness.human.create({ title: `Noise ${n}`, labels: [] });
      harness.sandbox.faults.searchLag(5 * minutes);
      harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
      await ensureOne(harness.tracker, identity, draft());
      const again = attempted();
      later(2 * minutes);
      expect(done(await ensureOne(harness.restarted(), again, draft())).key).toBe('PAY-131');
      expect(harness.seen()).toHaveLength(131);
    });

    it('J13: nothing is concluded while more keys were handed out than can be read and the index may lag', async () => {
      const again = attempted();
      harness.sandbox.faults.searchLag(5 * minutes);
      for (let n = 0; n < 2001; n += 1) harness.human.create({ title: `Noise ${n}`, labels: [] });
      later(3 * minutes);
      expect((await ensureOne(harness.tracker, again, draft())).outcome).toBe('unknown');
      harness.setNow(new Date(harness.now().getTime() + 60 * minutes));
      done(await ensureOne(harness.tracker, again, draft()));
      expect(harness.seen()).toHaveLength(2002);
    });

    it.each(['redirect', 'page'] as const)(
      'J21: a login %s is no answer, neither to a write nor to a read',
      async (form) => {
        harness.sandbox.faults.all({ kind: 'login-page', form });
        const outcome = await ensureOne(harness.tracker, identity, draft());
        expect(outcome.outcome).toBe('unknown');
        expect(reason(outcome)).toContain('login page');
        await expect(harness.tracker.fetchIssues(['10001'])).rejects.toMatchObject({ kind: 'unreadable' });
        expect(harness.sandbox.requests().every((request) => request.path.startsWith('/rest/'))).toBe(true);
      },
    );

    it('J20: a dead token during the look-up never leads to a second create', async () => {
      harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
      await ensureOne(harness.tracker, identity, draft());
      const again = attempted();
      later(10 * minutes);
      harness.sandbox.faults.hideLoginReason();
      expect((await ensureOne(harness.withWrongCredential, again, draft())).outcome).toBe('unknown');
      expect(harness.sandbox.requests().filter(({ operation }) => operation === 'createIssue')).toHaveLength(
        1,
      );
    });
  });

  describe('J20: a token Jira rejects without saying so', () => {
    it('never makes an issue absent', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      harness.sandbox.faults.hideLoginReason();
      const wrong: Tracker = harness.withWrongCredential;
      for (const read of [
        () => wrong.fetchIssues([issue.id]),
        () => wrong.findIssue(issue.key),
        () => wrong.changedSince('postmortem', new Date(0)),
        () => wrong.historyOf([issue.id]),
      ]) {
        await expect(read()).rejects.toMatchObject({ kind: 'unauthorised' });
      }
      const change = await wrong.updateIssue(issue.id, { due: '2026-12-01' });
      expect(reason(change)).toContain('credential');
    });
  });

  describe('a field Jira does not take', () => {
    it('J22: a required field parks the create with Jira’s own words', async () => {
      const outcome = await ensureOne(harness.tracker, identity, draft({ destination: security({}) }));
      expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
      expect(reason(outcome)).toContain('customfield_10042: Root cause is required.');
      const configured = draft({ destination: security({ customfield_10042: 'unknown' }) });
      done(await ensureOne(harness.tracker, identity, configured));
      expect(harness.sandbox.store.issues()[0]?.custom).toEqual({ customfield_10042: 'unknown' });
    });

    it('J22: so does one that only the workflow requires', async () => {
      harness.sandbox.faults.next('createIssue', usualFaults.fieldRequired('customfield_7', 'Team'));
      const outcome = await ensureOne(harness.tracker, identity, draft());
      expect(reason(outcome)).toContain('customfield_7: Team is required.');
      expect(harness.seen()).toEqual([]);
    });

    it('J23: a field that is not on the screen is left out once, with a note', async () => {
      const wanted = draft({ destination: security({ customfield_10042: 'x' }), priority: 'high' });
      const outcome = await ensureOne(harness.tracker, identity, wanted);
      expect(done(outcome).project).toBe('SEC');
      expect(notes(outcome)).toEqual([expect.stringContaining('priority was left out')]);
      expect(harness.sandbox.requests().filter(({ operation }) => operation === 'createIssue')).toHaveLength(
        2,
      );
    });

    it('J23: labels are never left out, because they carry the marker', async () => {
      harness.sandbox.faults.next('createIssue', usualFaults.notOnScreen('labels'));
      expect(reason(await ensureOne(harness.tracker, identity, draft()))).toContain('labels');
      expect(harness.seen()).toEqual([]);
    });

    it('J23: the same holds for a change', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      harness.sandbox.faults.next('editIssue', usualFaults.notOnScreen('duedate'));
      const change = { due: '2026-12-01', title: 'Reject every unknown currency code' };
      const outcome = await harness.tracker.updateIssue(issue.id, change);
      expect(done(outcome)).toMatchObject({ title: change.title, due: null });
      expect(notes(outcome)).toEqual([expect.stringContaining('duedate was left out')]);
    });

    it('J24: title and labels are made fit beforehand', async () => {
      const outcome = await ensureOne(
        harness.tracker,
        identity,
        draft({ title: `First line\nsecond ${'x'.repeat(300)}`, labels: ['two words', 'two words', ' '] }),
      );
      const issue = done(outcome);
      expect(issue.title).toHaveLength(254);
      expect(issue.title).toMatch(/^First line second x+…$/);
      expect(issue.labels).toEqual(['two-words', `pm-${identity.key}`]);
    });

    it('J25: an owner who may not be assigned in the project leaves the issue to nobody, with a note', async () => {
      const olga = { name: 'Olga Only', emails: ['olga@acme.example'], account: null };
      const outcome = await ensureOne(harness.tracker, identity, draft({ assignee: olga }));
      expect(done(outcome).assignee).toBeNull();
      expect(notes(outcome).join()).toContain('Olga Only cannot be assigned');
    });

    it('J25: an owner whose e-mail Jira hides is found by a name that only one person has', async () => {
      const dana = { name: 'Dana Cole', emails: ['dana@acme.example'], account: null };
      const outcome = await ensureOne(harness.tracker, identity, draft({ assignee: dana }));
      expect(done(outcome).assignee).toMatchObject({ name: 'Dana Cole', email: null });
      expect(notes(outcome).join()).toContain('found by name');
    });

    it('J26: an archived project parks the create and names it', async () => {
      const outcome = await ensureOne(
        harness.tracker,
        identity,
        draft({ destination: { ...security({}), project: 'OLD' } }),
      );
      expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
      expect(reason(outcome)).toContain('OLD');
    });
  });

  describe('what people do to our issues', () => {
    it('J18: an issue moved while the answer was lost is found in its new project', async () => {
      harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
      await ensureOne(harness.tracker, identity, draft());
      harness.human.moveProject(harness.seen()[0]?.id ?? '');
      const issue = done(await ensureOne(harness.restarted(), attempted(), draft()));
      expect(issue.project).toBe('OPS');
      expect(harness.seen()).toHaveLength(1);
    });

    it('J32: a clone carries our label but is not ours', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      harness.sandbox.store.clone(issue.id, { by: 'priya-1' });
      const again = done(await ensureOne(harness.restarted(), attempted(), draft()));
      expect(again.id).toBe(issue.id);
    });

    it('J32: nor is a clone taken for the issue when that one is gone', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      const clone = harness.sandbox.store.clone(issue.id, { by: 'priya-1' });
      harness.human.purge(issue.id);
      const again = attempted();
      later(3 * minutes);
      const made = done(await ensureOne(harness.restarted(), again, draft()));
      expect([issue.id, clone]).not.toContain(made.id);
    });

    it('J34: of two issues from one create the older is the one, and the other is named', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      const { labels, properties } = harness.sandbox.store.find(issue.id) ?? {
        labels: [],
        properties: new Map(),
      };
      harness.sandbox.store.createIssue(
        {
          project: 'PAY',
          summary: 'Twin',
          labels,
          properties: [...properties].map(([key, value]) => ({ key, value })),
        },
        { by: 'bot-1' },
      );
      const outcome = await ensureOne(harness.restarted(), attempted(), draft());
      expect(done(outcome).id).toBe(issue.id);
      expect(notes(outcome).join()).toContain('PAY-2');
    });

    it('J31: an issue that lost label and property stays readable by its id', async () => {
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      harness.sandbox.store.removeLabel(issue.id, `pm-${identity.key}`, { by: 'priya-1' });
      harness.sandbox.store.find(issue.id)?.properties.clear();
      expect((await harness.tracker.fetchIssues([issue.id])).issues).toHaveLength(1);
    });
  });
});

function security(fields: Record<string, unknown>): IssueDraft['destination'] {
  return { project: 'SEC', issueType: 'Task', fields };
}

function limited(headers: Record<string, string>): JiraFault {
  return { kind: 'rate-limited', headers };
}
