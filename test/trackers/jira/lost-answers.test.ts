import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JiraFault } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueIdentity, IssueRequest } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { done, newIdentity, reason } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const seconds = 1000;
const minutes = 60 * seconds;

describe('an answer of Jira Cloud that says nothing of the outcome', () => {
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

  it('J9: a create that was sent late is not looked for before the settle window is over from then on', async () => {
    harness.sandbox.faults.next('findUsers', { kind: 'slow-answer', milliseconds: 300 });
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    const pending = ensureOne(harness.tracker, identity, draft({ assignee: harness.people.known }));
    while (harness.sandbox.requests().length === 0) await pause(5);
    later(2 * minutes);
    expect(await pending).toMatchObject({
      outcome: 'unknown',
      retryAfter: new Date(harness.now().getTime() + 2 * minutes),
    });
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

  it('an issue that the index shows is settled, though the look among the keys for another fails', async () => {
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    await ensureOne(harness.tracker, identity, draft());
    const both = [identity, newIdentity()].map((each): IssueRequest => ({
      identity: { ...each, attemptedAt: harness.now() },
      draft: draft(),
    }));
    later(2 * minutes);
    harness.sandbox.faults.next('bulkFetchIssues', { kind: 'with-headers', headers: {} });
    for (let time = 0; time < 3; time += 1)
      harness.sandbox.faults.next('bulkFetchIssues', { kind: 'server-error' });

    const [made, missing] = await harness.restarted().ensureIssues(both);

    expect([made?.outcome, missing?.outcome]).toEqual(['done', 'unknown']);
    expect(harness.seen()).toHaveLength(1);
    for (const outcome of await harness.restarted().ensureIssues(both)) done(outcome);
    expect(harness.seen()).toHaveLength(2);
  });

  it('J13: nothing is concluded while more keys were handed out than can be read and the index may lag', async () => {
    const again = attempted();
    harness.sandbox.faults.searchLag(5 * minutes);
    for (let n = 0; n < 5001; n += 1) harness.human.create({ title: `Noise ${n}`, labels: [] });
    later(3 * minutes);
    expect((await ensureOne(harness.tracker, again, draft())).outcome).toBe('unknown');
    harness.setNow(new Date(harness.now().getTime() + 60 * minutes));
    done(await ensureOne(harness.tracker, again, draft()));
    expect(harness.seen()).toHaveLength(5002);
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
    expect(harness.sandbox.requests().filter(({ operation }) => operation === 'createIssue')).toHaveLength(1);
  });

  it('J9: a commit that comes a minute late is waited for by a whole batch', async () => {
    harness.beImpatient();
    harness.sandbox.faults.next('createIssues', { kind: 'delayed-commit', milliseconds: minutes });
    const requests = [identity, newIdentity()].map((each) => ({ identity: each, draft: draft() }));
    await harness.tracker.ensureIssues(requests);
    const again = requests.map((each) => ({
      ...each,
      identity: { ...each.identity, attemptedAt: harness.now() },
    }));
    later(30 * seconds);
    const waiting = await harness.tracker.ensureIssues(again);
    expect(waiting.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
    later(90 * seconds);
    (await harness.tracker.ensureIssues(again)).map((outcome) => done(outcome));
    expect(harness.seen()).toHaveLength(2);
  });

  it('J13: keys whose issues were all deleted do not end the look before the newest', async () => {
    harness.human.create({ title: 'Before', labels: [] });
    later(10 * minutes);
    const doubtful = attempted();
    const noise = Array.from({ length: 150 }, (_, n) =>
      harness.human.create({ title: `Noise ${n}`, labels: [] }),
    );
    noise.forEach((id) => harness.human.purge(id));
    harness.human.create({ title: 'The newest the search shows', labels: [] });
    later(4 * minutes);
    harness.sandbox.faults.searchLag(3 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    await ensureOne(harness.restarted(), identity, draft());
    done(await ensureOne(harness.restarted(), doubtful, draft()));
    expect(harness.seen().filter(({ hiddenKeys }) => hiddenKeys.length > 0)).toHaveLength(1);
  });

  it('J18: issues moved into the project since do not hide one that was made before them', async () => {
    const old = harness.sandbox.store.createIssue({ project: 'OPS', summary: 'Old' }, { by: 'priya-1' });
    harness.human.create({ title: 'Made here', labels: [] });
    later(10 * minutes);
    harness.sandbox.faults.searchLag(5 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    await ensureOne(harness.tracker, identity, draft());
    const again = attempted();
    harness.sandbox.store.moveProject(old, 'PAY', { by: 'priya-1' });
    later(2 * minutes);
    expect(done(await ensureOne(harness.restarted(), again, draft())).key).toBe('PAY-2');
  });

  it('J13: one doubt from long ago does not keep others from being settled', async () => {
    const old = { ...newIdentity(), attemptedAt: harness.now() };
    for (let n = 0; n < 5001; n += 1) harness.human.create({ title: `Noise ${n}`, labels: [] });
    later(90 * minutes);
    const young = attempted();
    later(2 * minutes);
    const requests = [old, young].map((each) => ({ identity: each, draft: draft() }));
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });

  it('J16: a project that is no more does not leave a lost create unknown for ever', async () => {
    const wanted = draft({ destination: { ...draft().destination, project: 'NOSUCH' } });
    harness.sandbox.faults.next('createIssue', { kind: 'unavailable' });
    await ensureOne(harness.tracker, identity, wanted);
    const again = attempted();
    later(2 * minutes);
    const outcome = await ensureOne(harness.tracker, again, wanted);
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain('NOSUCH');
  });

  it('J17: a look that could not read an issue proves nothing', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    const again = attempted();
    later(10 * minutes);
    for (let n = 0; n < 2; n += 1) {
      harness.sandbox.faults.next('bulkFetchIssues', { kind: 'altered', how: 'issue-error' });
    }
    expect((await ensureOne(harness.restarted(), again, draft())).outcome).toBe('unknown');
    expect(done(await ensureOne(harness.restarted(), again, draft())).id).toBe(issue.id);
  });

  it('J30: a site that is shut holds everything up and refuses nothing for good', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    harness.sandbox.faults.all({ kind: 'suspended' });
    const untilMended = { outcome: 'refused', retryAfter: harness.now(), trackerWide: true };
    expect(await harness.tracker.ensureIssues([fresh()])).toMatchObject([untilMended]);
    expect(await harness.tracker.ensureIssues([fresh(), fresh()])).toMatchObject([untilMended, untilMended]);
    expect(await harness.tracker.updateIssue(issue.id, { due: '2026-12-01' })).toMatchObject(untilMended);
    await expect(harness.tracker.fetchIssues([issue.id])).rejects.toThrow('jira-main');
    await expect(harness.tracker.changedSince('postmortem', harness.now())).rejects.toThrow('jira-main');
  });

  it('J30: a site in maintenance makes nothing absent', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    harness.sandbox.faults.all({ kind: 'unavailable' });
    await expect(harness.tracker.fetchIssues([issue.id])).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await harness.tracker.updateIssue(issue.id, { due: '2026-12-01' })).toMatchObject({
      outcome: 'unknown',
    });
  });
});

function fresh(): IssueRequest {
  return { identity: newIdentity(), draft: draft() };
}
