import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import type { Issue, Tracker } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { done, newIdentity } from '../contract/drafts.ts';
import { acme, draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const minutes = 60_000;
const hours = 60 * minutes;

describe('what Jira Cloud lets us read', () => {
  let harness: JiraHarness;
  const later = (milliseconds: number): void =>
    harness.setNow(new Date(harness.now().getTime() + milliseconds));
  const made = async (): Promise<Issue> =>
    done(await ensureOne(harness.tracker, newIdentity(), draft({ due: '2026-12-01' })));
  const several = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, place) =>
      harness.human.create({ title: `Item ${place}`, labels: ['postmortem'] }),
    );
  const changed = async (since = harness.now()): Promise<readonly string[]> =>
    (await harness.tracker.changedSince('postmortem', since)).map(({ id }) => id);

  beforeEach(async () => {
    harness = await startJiraHarness();
  });
  afterEach(() => harness.close());

  it('J13: a change the search does not show yet is shown by a later sweep, which looks back that far', async () => {
    harness.sandbox.faults.searchLag(3 * minutes);
    const since = harness.now();
    const [id] = several(1);
    later(minutes);
    const readTo = harness.now();
    expect(await changed(since)).toEqual([]);
    later(4 * minutes);
    expect(await changed(readTo)).toEqual([id]);
  });

  it.each(['empty-page', 'last-with-token', 'last-unsaid', 'same-token'] as const)(
    'J14: reads on to the end and ends, when a page of the search is %s',
    async (how) => {
      const ids = several(3);
      harness.sandbox.faults.next('search', { kind: 'altered', how });
      expect(await changed()).toEqual(ids);
      expect(harness.sandbox.requests().length).toBeLessThanOrEqual(4);
    },
  );

  it('J14: ends though every page names itself as the next', async () => {
    const ids = several(3);
    for (let n = 0; n < 20; n += 1) {
      harness.sandbox.faults.next('search', { kind: 'altered', how: 'same-token' });
    }
    expect(await changed()).toEqual(ids);
    expect(harness.sandbox.requests().length).toBeLessThanOrEqual(4);
  });

  it('J15: never asks the search that was removed', async () => {
    const { id, key } = await made();
    await harness.tracker.findIssue(key);
    await harness.tracker.historyOf([id]);
    await harness
      .restarted()
      .ensureIssues([{ identity: { ...newIdentity(), attemptedAt: harness.now() }, draft: draft() }]);
    await changed();
    const operations = harness.sandbox.requests().map(({ operation }) => operation);
    expect(operations).toContain('search');
    expect(operations).not.toContain('removedSearch');
  });

  it('J16: one dead id among a hundred takes nothing from the others', async () => {
    const ids = several(100);
    harness.human.purge(ids[7] ?? '');
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect([issues.length, absent]).toEqual([99, [ids[7]]]);
  });

  it('J17: an issue Jira could not read just now is not absent', async () => {
    const ids = several(3);
    harness.sandbox.faults.next('bulkFetchIssues', { kind: 'altered', how: 'issue-error' });
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect([issues.length, absent]).toEqual([2, []]);
  });

  it('J18: a moved issue keeps its id and answers to its old key', async () => {
    const issue = await made();
    harness.human.moveProject(issue.id);
    const [moved] = (await harness.tracker.fetchIssues([issue.id])).issues;
    expect(moved).toMatchObject({ id: issue.id, key: 'OPS-1', project: 'OPS', due: '2026-12-01' });
    expect(moved?.url).toMatch(/\/browse\/OPS-1$/);
    expect((await harness.tracker.findIssue(issue.key))?.id).toBe(issue.id);
  });

  it('J19: deleted and hidden look alike: absent, but only once Jira has said who we are', async () => {
    const [deleted = '', hidden = ''] = several(2);
    harness.human.purge(deleted);
    harness.sandbox.store.hide(hidden, true);
    const { issues, absent } = await harness.tracker.fetchIssues([deleted, hidden]);
    expect([issues, absent]).toEqual([[], [deleted, hidden]]);
    expect(harness.sandbox.requests().at(-1)?.operation).toBe('myself');
    harness.sandbox.store.hide(hidden, false);
    expect((await harness.tracker.fetchIssues([deleted, hidden])).issues).toHaveLength(1);
  });

  it('J20: a token Jira rejects without saying so never makes an issue absent', async () => {
    const issue = await made();
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
    expect(await wrong.updateIssue(issue.id, { due: '2026-12-01' })).toMatchObject({ trackerWide: true });
  });

  it.each([-5, 5])(
    'J27: loses no change when our clock is %i minutes off, by whichever clock the instant was told',
    async (skew) => {
      harness.skew(skew * minutes);
      const [id = ''] = several(1);
      later(2 * hours);
      const byOurs = new Date(harness.now().getTime() + skew * minutes);
      const byJiras = harness.now();
      harness.human.reDate(id, '2026-12-24', 'known');
      later(minutes);
      expect(await changed(byOurs)).toEqual([id]);
      expect(await changed(byJiras)).toEqual([id]);
      later(hours);
      expect(await changed(new Date(harness.now().getTime() + skew * minutes))).toEqual([]);
    },
  );

  it.each([-5, 5])('J27: finds a lost create when our clock is %i minutes off', async (skew) => {
    harness.skew(skew * minutes);
    harness.sandbox.faults.searchLag(5 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    const identity = newIdentity();
    await ensureOne(harness.tracker, identity, draft());
    const attemptedAt = new Date(harness.now().getTime() + skew * minutes);
    later(3 * minutes);
    done(await ensureOne(harness.restarted(), { ...identity, attemptedAt }, draft()));
    expect(harness.seen()).toHaveLength(1);
  });

  it('J27: waits by Jira’s clock when it names a date to come back at', async () => {
    harness.skew(5 * minutes);
    const back = new Date(harness.now().getTime() + 90_000);
    harness.sandbox.faults.next('bulkFetchIssues', usualFaults.oddRateLimit(back.toUTCString()));
    await expect(harness.tracker.fetchIssues(['10001'])).rejects.toMatchObject({
      retryAfter: new Date(harness.now().getTime() + 5 * minutes + 90_000),
    });
  });

  it('J27: reads times with the offset Jira writes them in', async () => {
    const [id = ''] = several(1);
    const [issue] = (await harness.tracker.fetchIssues([id])).issues;
    expect(issue?.createdAt).toEqual(harness.now());
  });

  it('J28: one issue in a form nobody knows keeps no other from being read, and is not absent', async () => {
    const ids = several(3);
    harness.sandbox.faults.next('bulkFetchIssues', { kind: 'altered', how: 'odd-issue' });
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect([issues.map(({ id }) => id), absent]).toEqual([ids.slice(1), []]);
    harness.sandbox.faults.next('bulkFetchIssues', { kind: 'altered', how: 'odd-issue' });
    await expect(harness.tracker.fetchIssues(ids.slice(0, 1))).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('J28: done without a resolution is done, a renamed status and a category of no name are what they were', async () => {
    await harness.close();
    const statuses = [
      { id: '1', name: 'Zu erledigen', category: 'undefined' as const },
      { id: '2', name: 'In Arbeit', category: 'indeterminate' as const },
      { id: '3', name: 'Fertig', category: 'done' as const },
    ];
    harness = await startJiraHarness({ ...acme, statuses, resolutions: [] });
    const [id = ''] = several(1);
    const states: (string | undefined)[] = [];
    for (const status of ['Zu erledigen', 'In Arbeit', 'Fertig']) {
      harness.sandbox.store.transition(id, status, { by: 'priya-1', resolution: null });
      states.push((await harness.tracker.fetchIssues([id])).issues[0]?.state);
    }
    expect(states).toEqual(['open', 'in_progress', 'done']);
  });

  it('never says that a rule closed an issue, but the history names the rule', async () => {
    await harness.close();
    const rule = { accountId: 'rule-1', name: 'Automation for Jira', email: 'a@b.example', isApp: true };
    harness = await startJiraHarness({ ...acme, users: [...acme.users, rule] });
    const { id } = await made();
    harness.sandbox.store.transition(id, 'Done', { by: 'rule-1' });
    expect((await harness.tracker.fetchIssues([id])).issues[0]?.autoClosed).toBe(false);
    expect((await harness.tracker.historyOf([id])).at(-1)).toMatchObject({ by: 'Automation for Jira' });
  });
});
