import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadIdWords } from '../../../../src/sandbox/jira/data-center/data-center-faults.ts';
import { type DataCenterHarness, startDataCenterHarness } from './data-center-harness.ts';

const hours = 3_600_000;

describe('reading many issues of a Jira Data Center', () => {
  let harness: DataCenterHarness;
  const asked = (): number => harness.sandbox.requestCount();

  beforeEach(async () => {
    harness = await startDataCenterHarness();
  });
  afterEach(() => harness.close());

  it('reads 10,000 issues with at most 100 requests, counted at the server', async () => {
    const ids = made(10_000);
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect(issues).toHaveLength(10_000);
    expect(absent).toEqual([]);
    expect(asked()).toBe(20);
    expect(harness.tracker.requestCount()).toBe(asked());
  });

  it('reads 10,000 issues with at most 100 requests more than dead ones, though each query names one', async () => {
    const ids = made(10_000);
    const gone = ids.filter((_, place) => place % 2000 === 0);
    for (const id of gone) harness.human.purge(id);
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect(issues).toHaveLength(10_000 - gone.length);
    expect(absent.toSorted()).toEqual(gone.toSorted());
    expect(asked()).toBeLessThanOrEqual(100);
  });

  it('asks once to learn that nothing changed', async () => {
    made(30);
    harness.setNow(new Date(harness.now().getTime() + 2 * hours));
    expect(await harness.tracker.changedSince('ours', harness.now())).toEqual([]);
    expect(asked()).toBe(1);
  });

  it('asks twice to learn that nothing changed where a proxy hides whom Jira took us for', async () => {
    harness.sandbox.faults.hideUserName();
    expect(await harness.tracker.changedSince('ours', harness.now())).toEqual([]);
    expect(asked()).toBe(2);
  });

  it.each<[DeadIdWords, number]>([
    // Each of the three asked for by itself, and who we are.
    ['all', 2 + 3 + 1],
    ['first', 4 + 3 + 1],
    ['none', 50],
  ])(
    'J16: a query that dies of dead ids, and names %s of them, still reads all the others',
    async (words, most) => {
      harness.sandbox.faults.nameDeadIds(words);
      const ids = made(200);
      const gone = [ids[3], ids[77], ids[199]].flatMap((id) => id ?? []);
      for (const id of gone) harness.human.purge(id);
      const { issues, absent } = await harness.tracker.fetchIssues(ids);
      expect(absent.toSorted()).toEqual(gone.toSorted());
      expect(issues).toHaveLength(197);
      expect(asked()).toBeLessThanOrEqual(most);
    },
  );

  it('J19: an issue that is hidden from us is told from one that is gone, after the proof of who we are', async () => {
    const [id = ''] = made(1);
    harness.sandbox.faults.searchLag(hours);
    harness.sandbox.faults.next('getIssue', {
      kind: 'refused',
      status: 403,
      messages: ['You do not have the permission to see the specified issue.'],
    });
    expect(await harness.tracker.fetchIssues([id])).toEqual({
      issues: [],
      absent: [id],
      forbidden: [id],
    });
    expect(harness.sandbox.requests().at(-1)?.operation).toBe('myself');
  });

  it.each([403, 404])('a page of a proxy with status %d makes nothing absent', async (status) => {
    const [id = ''] = made(1);
    harness.sandbox.faults.searchLag(hours);
    harness.sandbox.faults.next('getIssue', { kind: 'refused', status, messages: [] });
    await expect(harness.tracker.fetchIssues([id])).rejects.toMatchObject({ name: 'TrackerError' });
  });

  it('reads an archived issue, which no search shows', async () => {
    const [id = '', other = ''] = made(2);
    harness.human.archive?.(id);
    const { issues } = await harness.tracker.fetchIssues([id, other]);
    expect(issues.find((issue) => issue.id === id)?.archived).toBe(true);
  });

  it('reads the histories of 1,000 issues with 12 requests, and leaves dead ones out', async () => {
    const ids = made(1000);
    harness.setNow(new Date(harness.now().getTime() + hours));
    for (const id of ids) harness.human.reDate(id, '2026-12-24', 'known');
    const entries = await harness.tracker.historyOf(ids);
    expect(entries.map(({ issueId }) => issueId)).toEqual(ids);
    expect(asked()).toBe(12);
    harness.human.purge(ids[0] ?? '');
    expect(await harness.tracker.historyOf(ids.slice(0, 2))).toHaveLength(1);
  });

  function made(count: number): readonly string[] {
    return Array.from({ length: count }, (_, place) =>
      harness.human.create({ title: `Issue ${place}`, labels: ['ours'] }),
    );
  }
});
