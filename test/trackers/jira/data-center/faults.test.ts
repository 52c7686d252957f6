import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualFaults } from '../../../../src/sandbox/jira/jira-faults.ts';
import type { LimitReading } from '../../../../src/trackers/limits.ts';
import type { TrackerSettings } from '../../../../src/trackers/settings.ts';
import type { IssueIdentity, Tracker } from '../../../../src/trackers/tracker.ts';
import { ensureOne } from '../../../support/ensure-one.ts';
import { created, done, draft, newIdentity, reason } from '../../contract/drafts.ts';
import { type DataCenterHarness, password, startDataCenterHarness } from './data-center-harness.ts';

const seconds = 1000;
const minutes = 60 * seconds;
const withPassword = (word: string): Pick<TrackerSettings, 'credential'> => ({
  credential: { type: 'basic', email: 'followthrough', token: word },
});

describe('faults of Jira Data Center', () => {
  let harness: DataCenterHarness;
  let identity: IssueIdentity;
  const later = (milliseconds: number): void =>
    harness.setNow(new Date(harness.now().getTime() + milliseconds));
  const asked = (): number => harness.sandbox.requestCount();
  const ensure = (tracker: Tracker, who = identity) => ensureOne(tracker, who, draft(harness));

  beforeEach(async () => {
    harness = await startDataCenterHarness();
    identity = newIdentity();
  });
  afterEach(() => harness.close());

  it('signs in with a user name and password where that is allowed', async () => {
    const issue = done(await ensure(harness.restarted(withPassword(password))));
    expect(harness.sandbox.store.find(issue.id)?.reporterId).toBe('followthrough');
  });

  it('D1: Basic authentication switched off stops everything at once, is not tried again, and says what to do', async () => {
    harness.sandbox.faults.disableBasic();
    const tracker = harness.restarted(withPassword(password));
    const first = await ensure(tracker);
    expect(first).toMatchObject({ outcome: 'refused', trackerWide: true });
    expect(reason(first)).toMatch(/personal access token.*“token”/);
    expect(asked()).toBe(1);
    await expect(tracker.fetchIssues(['10001'])).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(await tracker.check({ destinations: [], labels: [], people: [] })).toHaveLength(1);
    expect(asked()).toBe(1);
  });

  it('D2: a wrong password is sent once, however often we are asked, so that it never brings the CAPTCHA', async () => {
    const tracker = harness.restarted(withPassword('wrong-password'));
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await ensure(tracker)).toMatchObject({ outcome: 'refused', trackerWide: true });
    }
    expect(asked()).toBe(1);
    done(await ensure(harness.restarted(withPassword(password))));
  });

  it('D2: once Jira wants a CAPTCHA even the right password is sent only once, and a person is told to sign in', async () => {
    for (const word of ['one', 'two', 'three']) await ensure(harness.restarted(withPassword(word)));
    const before = asked();
    const tracker = harness.restarted(withPassword(password));
    const outcome = await ensure(tracker);
    expect(reason(outcome)).toMatch(/CAPTCHA.*[Ss]ign in to Jira once with a browser/);
    await expect(tracker.changedSince('postmortem', new Date(0))).rejects.toMatchObject({
      kind: 'unauthorised',
    });
    expect(asked()).toBe(before + 1);
    expect(harness.seen()).toEqual([]);
  });

  it.each(['told by X-AUSERNAME', 'told by nobody but /myself'])(
    'D3: the empty search of a dead token is not believed, %s',
    async (how) => {
      const issue = await created(harness);
      if (how !== 'told by X-AUSERNAME') harness.sandbox.faults.hideUserName();
      const dead = harness.withWrongCredential;
      await expect(dead.changedSince('postmortem', new Date(0))).rejects.toMatchObject({
        kind: 'unauthorised',
      });
      await expect(dead.fetchIssues([issue.id])).rejects.toMatchObject({ kind: 'unauthorised' });
      const doubtful = { ...newIdentity(), attemptedAt: harness.now() };
      later(10 * minutes);
      expect(await ensure(dead, doubtful)).toMatchObject({ outcome: 'unknown', trackerWide: true });
      expect(harness.seen()).toHaveLength(1);
    },
  );

  it('D4: a cap of its own on the page is noticed, and everything is read all the same', async () => {
    harness.sandbox.faults.capSearch(60);
    const ids = made(260);
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect(issues.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(absent).toEqual([]);
    // One that came back cut, then pages of 60.
    expect(asked()).toBe(1 + Math.ceil(200 / 60));
    const sizes = harness.sandbox.requests().map(({ body }) => (body as { maxResults: number }).maxResults);
    expect(sizes).toEqual([500, 60, 60, 60, 60]);
    const changed = await harness.tracker.changedSince('ours', new Date(0));
    expect(changed).toHaveLength(260);
  });

  it('D5: an issue that leaves the result between two pages makes no other fall through the gap', async () => {
    harness.sandbox.faults.capSearch(50);
    const ids = made(120);
    harness.sandbox.faults.beforeNextPage(() => harness.human.purge(ids[0] ?? ''));
    const changed = await harness.tracker.changedSince('ours', new Date(0));
    const names = changed.map(({ id }) => id);
    expect(ids.slice(1).filter((id) => !names.includes(id))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('D5: an issue that joins the result between two pages is told once, and nobody twice', async () => {
    harness.sandbox.faults.capSearch(50);
    const other = harness.human.create({ title: 'Not ours yet', labels: [] });
    const ids = made(120);
    harness.sandbox.faults.beforeNextPage(() => harness.human.addLabel(other, 'ours'));
    const changed = await harness.tracker.changedSince('ours', new Date(0));
    expect(changed.map(({ id }) => id).toSorted()).toEqual([...ids, other].toSorted());
  });

  it.each([
    ['0', 30],
    ['9223372036854775807', 3600],
    ['-1', 30],
    ['45', 45],
  ])(
    'D6: a 429 with Retry-After %s has done nothing, and says to come back in %d s',
    async (header, wait) => {
      harness.sandbox.faults.next('createIssue', usualFaults.oddRateLimit(header));
      expect(await ensure(harness.tracker)).toMatchObject({
        outcome: 'refused',
        retryAfter: new Date(harness.now().getTime() + wait * seconds),
      });
      expect(harness.seen()).toEqual([]);
    },
  );

  it('D6: the headers of an ordinary answer are kept for the other processes, and Retry-After 0 holds nobody up', async () => {
    const kept: LimitReading[] = [];
    const limits = {
      pauseOf: () => Promise.resolve(null),
      note: (_id: string, readings: readonly LimitReading[]) => {
        kept.push(...readings);
        return Promise.resolve();
      },
    };
    harness.sandbox.faults.limitHeaders({
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '99',
      'X-RateLimit-FillRate': '10',
      'X-RateLimit-Interval-Seconds': '60',
      'Retry-After': '0',
    });
    done(await ensure(harness.restarted({}, limits)));
    expect(kept[0]).toMatchObject({ scope: '*', limit: 100, remaining: 99, pausedUntil: null });
  });

  it('D6: an account that is blocked is told so, not that Jira is busy', async () => {
    harness.sandbox.faults.next('createIssue', {
      kind: 'rate-limited',
      headers: {
        'X-RateLimit-Limit': '0',
        'X-RateLimit-FillRate': '0',
        'Retry-After': '9223372036854775807',
      },
    });
    expect(reason(await ensure(harness.tracker))).toMatch(/blocked this account.*administrator/);
  });

  it('D7: a redirect is not followed, nothing counts as sent, and the message names where it led', async () => {
    harness.sandbox.faults.redirectTo('https://jira.acme.example');
    const outcome = await ensure(harness.tracker);
    expect(outcome).toMatchObject({ outcome: 'refused', trackerWide: true });
    expect(reason(outcome)).toContain('https://jira.acme.example/jira (301)');
    expect(asked()).toBe(1);
    harness.sandbox.faults.redirectTo(null);
    done(await ensure(harness.tracker));
    expect(harness.seen()).toHaveLength(1);
  });

  it('D7: without the path Jira lies under nobody is there, and nothing is called absent', async () => {
    const issue = await created(harness);
    const lost = harness.restarted({ url: new URL(harness.sandbox.url).origin });
    await expect(lost.fetchIssues([issue.id])).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(lost.findIssue(issue.key)).rejects.toThrow(/path Jira lies under/);
    expect(await ensure(lost)).toMatchObject({ outcome: 'refused', trackerWide: true });
  });

  it('D8: an issue the index does not show is read by its id, and is not absent', async () => {
    harness.sandbox.faults.searchLag(10 * minutes);
    const issue = await created(harness);
    const { issues, absent } = await harness.tracker.fetchIssues([issue.id]);
    expect(issues.map(({ id }) => id)).toEqual([issue.id]);
    expect(absent).toEqual([]);
  });

  it('D8: a create whose answer was lost is found by its key while the index does not show it, never made again', async () => {
    harness.human.create({ title: 'Older', labels: [] });
    later(30 * minutes);
    harness.sandbox.faults.searchLag(20 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    expect((await ensure(harness.tracker)).outcome).toBe('unknown');
    const doubtful = { ...identity, attemptedAt: harness.now() };
    expect(await ensure(harness.restarted(), doubtful)).toMatchObject({
      outcome: 'unknown',
      retryAfter: new Date(harness.now().getTime() + 2 * minutes),
    });
    later(2 * minutes);
    done(await ensure(harness.restarted(), doubtful));
    expect(harness.seen()).toHaveLength(2);
  });

  it('D8: what is in neither the index nor the keys is made again, but only after the settle window', async () => {
    harness.sandbox.faults.next('createIssue', { kind: 'unavailable' });
    expect((await ensure(harness.tracker)).outcome).toBe('unknown');
    const doubtful = { ...identity, attemptedAt: harness.now() };
    expect((await ensure(harness.tracker, doubtful)).outcome).toBe('unknown');
    expect(harness.seen()).toEqual([]);
    later(2 * minutes);
    done(await ensure(harness.tracker, doubtful));
    expect(harness.seen()).toHaveLength(1);
  });

  it('D8: among issues that moved in since, the keys are still walked from the right one on', async () => {
    const old = harness.sandbox.store.createIssue(
      { project: 'OPS', summary: 'Old work of another project' },
      { by: 'priya' },
    );
    harness.human.create({ title: 'Older', labels: [] });
    later(60 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    await ensure(harness.tracker);
    const doubtful = { ...identity, attemptedAt: harness.now() };
    later(minutes);
    harness.sandbox.store.moveProject(old, 'PAY', { by: 'priya' });
    later(10 * minutes);
    harness.sandbox.faults.searchLag(15 * minutes);
    done(await ensure(harness.restarted(), doubtful));
    expect(harness.seen()).toHaveLength(3);
  });

  function made(count: number): readonly string[] {
    return Array.from({ length: count }, (_, place) =>
      harness.human.create({ title: `Issue ${place}`, labels: ['ours'] }),
    );
  }
});
