import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueRequest, WriteOutcome } from '../../../src/trackers/tracker.ts';
import { newIdentity } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const hours = 3_600_000;

describe('what Jira Cloud is asked', () => {
  let harness: JiraHarness;
  let before: number;
  const asked = (): number => harness.sandbox.requests().length - before;
  const forget = (): void => {
    before = harness.sandbox.requests().length;
  };

  beforeEach(async () => {
    harness = await startJiraHarness();
    forget();
  });
  afterEach(() => harness.close());

  it('makes a thousand issues with at most 60 requests, links not counted', async () => {
    const outcomes: WriteOutcome<unknown>[] = [];
    const owners = [harness.people.known, harness.people.other, harness.people.unknown];
    for (let batch = 0; batch < 1000 / harness.tracker.batchSize; batch += 1) {
      const requests = Array.from({ length: harness.tracker.batchSize }, (_, place): IssueRequest => {
        const assignee = owners[place % owners.length] ?? null;
        const words = draft({
          title: `Item ${batch}/${place}`,
          assignee,
          due: '2026-12-01',
          priority: 'high',
        });
        return { identity: newIdentity(), draft: words };
      });
      outcomes.push(...(await harness.tracker.ensureIssues(requests)));
    }
    expect(outcomes.every((outcome) => outcome.outcome === 'done' && outcome.unlinked === true)).toBe(true);
    expect(harness.seen()).toHaveLength(1000);
    expect(asked()).toBeLessThanOrEqual(60);
  });

  it('reads ten thousand issues with a hundred requests', async () => {
    const ids = Array.from({ length: 10_000 }, (_, place) =>
      harness.human.create({ title: `Item ${place}`, labels: ['postmortem'] }),
    );
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect([issues.length, absent.length]).toEqual([10_000, 0]);
    expect(asked()).toBe(100);
  });

  it('learns with two requests that nothing changed, and with two what did', async () => {
    const ids = Array.from({ length: 300 }, (_, place) =>
      harness.human.create({ title: `Item ${place}`, labels: ['postmortem'] }),
    );
    harness.setNow(new Date(harness.now().getTime() + 2 * hours));
    const since = new Date(harness.now().getTime() - hours);
    expect(await harness.tracker.changedSince('postmortem', since)).toEqual([]);
    expect(asked()).toBe(2);
    forget();
    for (const id of ids.slice(0, 100)) harness.human.reDate(id, '2026-12-24', 'known');
    expect(await harness.tracker.changedSince('postmortem', since)).toHaveLength(100);
    expect(asked()).toBe(2);
  });

  it('reads the history of a thousand issues with one request, and two that are remembered', async () => {
    const ids = Array.from({ length: 1000 }, (_, place) =>
      harness.human.create({ title: `Item ${place}`, labels: [] }),
    );
    for (const id of ids) harness.human.move(id, 'done', 'known');
    for (const id of ids) harness.human.reDate(id, '2026-12-24', 'other');
    expect(await harness.tracker.historyOf(ids)).toHaveLength(2000);
    expect(asked()).toBe(3);
    await harness.tracker.historyOf(ids);
    expect(asked()).toBe(4);
  });
});
