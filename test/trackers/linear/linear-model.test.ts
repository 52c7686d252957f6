import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { created, done, draft, fetched, newIdentity, notes, only, reason } from '../contract/drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { acme, type LinearHarness, startLinearHarness } from './linear-harness.ts';

const priya = { by: 'priya@acme.example' };

let harness: LinearHarness;

beforeEach(async () => {
  harness = await startLinearHarness();
});
afterEach(async () => {
  await harness.close();
});

function later(milliseconds: number): Date {
  const instant = new Date(harness.now().getTime() + milliseconds);
  harness.setNow(instant);
  return instant;
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    later(1000);
    return harness.human.create({ title: `Issue ${index}`, labels: ['postmortem'] });
  });
}

describe('people and labels Linear does not take', () => {
  it('L16: makes the issue unassigned and says so when the owner cannot be assigned', async () => {
    for (const user of harness.sandbox.store.data.users.values()) user.assignable = false;
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(done(outcome).assignee).toBeNull();
    expect(notes(outcome).join(' ')).toContain('Priya Nair');
  });

  it('L16: makes the issue unassigned and says so when only Linear itself knows that the owner cannot be', async () => {
    const { data } = harness.sandbox.store;
    // Everybody looks assignable again by the time anybody asks.
    const flip = (assignable: boolean): void => {
      for (const user of data.users.values()) user.assignable = assignable;
    };
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    flip(false);
    for (const field of ['issueCreate', 'users'])
      harness.sandbox.faults.meanwhile(field, () => flip(field === 'issueCreate'));
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(done(outcome).assignee).toBeNull();
    expect(notes(outcome).join(' ')).toContain('Linear does not take Priya Nair');
    expect(harness.seen()).toHaveLength(2);
  });

  it('L15: refuses two labels of one group in Linear’s words, and asks no further', async () => {
    const grouped = await startLinearHarness({
      workspace: {
        ...acme,
        labels: [
          { name: 'kind', group: true },
          { name: 'postmortem', parent: 'kind' },
          { name: 'reliability', parent: 'kind' },
        ],
      },
    });
    try {
      const words = draft(grouped, { labels: ['postmortem', 'reliability'] });
      const outcome = await ensureOne(grouped.tracker, newIdentity(), words);
      expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
      expect(reason(outcome)).toContain('exclusive');
      expect(grouped.sandbox.requests('issueCreate')).toBe(2);
      const findings = await grouped.tracker.check({
        destinations: [grouped.destination],
        labels: ['postmortem', 'reliability'],
        people: [],
      });
      expect(findings.map(({ what }) => what).join()).toContain('“kind”');
      expect(findings).toHaveLength(1);
    } finally {
      await grouped.close();
    }
  });
});

describe('states', () => {
  it('L17: reads a renamed state by its type', async () => {
    const issue = await created(harness);
    for (const state of harness.sandbox.store.data.states.values()) {
      if (state.type === 'completed') state.name = 'Shipped';
    }
    harness.sandbox.store.moveIssue(issue.id, 'Shipped', priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ state: 'done', stateName: 'Shipped' });
  });

  it('L17: cancels into another state when the one it knew is gone', async () => {
    const { states } = harness.sandbox.store.data;
    done(await harness.tracker.updateIssue((await created(harness)).id, { state: 'cancelled' }));
    const issue = await created(harness);
    const former = [...states].filter(([, { type }]) => type === 'canceled');
    for (const [id, state] of former) {
      states.delete(id);
      states.set(`${id}-new`, { ...state, id: `${id}-new`, name: 'Will not do' });
    }
    expect(done(await harness.tracker.updateIssue(issue.id, { state: 'cancelled' }))).toMatchObject({
      state: 'cancelled',
      stateName: 'Will not do',
    });
  });

  it('tells the issue that one was closed as a duplicate of', async () => {
    const twin = await created(harness);
    const issue = await created(harness);
    harness.sandbox.store.markDuplicate(issue.id, twin.id, priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ state: 'cancelled', duplicateOf: twin.key });
    expect(await fetched(harness, twin.id)).toMatchObject({ duplicateOf: null });
    harness.sandbox.store.moveIssue(issue.id, 'Todo', priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ state: 'open', duplicateOf: null });
  });

  it('tells what Linear closed by itself from what people closed', async () => {
    const issue = await created(harness);
    harness.sandbox.store.autoClose(issue.id, priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ state: 'cancelled', autoClosed: true });
    harness.sandbox.store.moveIssue(issue.id, 'Done', priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ state: 'done', autoClosed: false });
  });
});

describe('issues that go', () => {
  it('L21: calls an issue absent only together with a proof of who asks', async () => {
    const issue = await created(harness);
    harness.human.purge(issue.id);
    expect(await harness.tracker.fetchIssues([issue.id])).toEqual({ issues: [], absent: [issue.id] });
    await expect(harness.withWrongCredential.fetchIssues([issue.id])).rejects.toMatchObject({
      kind: 'unauthorised',
    });
  });

  it('L22: sees by id that an issue was archived, which nothing else tells', async () => {
    const issue = await created(harness);
    const since = later(86_400_000);
    harness.human.archive?.(issue.id);
    expect(await harness.tracker.changedSince('postmortem', since)).toEqual([]);
    const now = await fetched(harness, issue.id);
    expect(now).toMatchObject({ archived: true, trashed: false, updatedAt: issue.updatedAt });
  });

  it('L23: tells the bin from being gone for good', async () => {
    const issue = await created(harness);
    harness.human.trash?.(issue.id);
    expect(await fetched(harness, issue.id)).toMatchObject({ trashed: true, archived: false });
    harness.human.purge(issue.id);
    expect((await harness.tracker.fetchIssues([issue.id])).absent).toEqual([issue.id]);
  });
});

describe('issues that are called otherwise', () => {
  it('L24: keeps an issue by its id when it moves to another team', async () => {
    const issue = await created(harness);
    harness.human.moveProject(issue.id);
    expect(await fetched(harness, issue.id)).toMatchObject({ key: 'OPS-1', project: 'OPS' });
    expect((await harness.tracker.findIssue(issue.key))?.id).toBe(issue.id);
  });

  it('L24: keeps an issue by its id when its team gets another key', async () => {
    const issue = await created(harness);
    harness.sandbox.store.renameTeam('PAY', 'BILL');
    expect(await fetched(harness, issue.id)).toMatchObject({ key: 'BILL-1', project: 'BILL' });
    expect((await harness.tracker.findIssue('PAY-1'))?.id).toBe(issue.id);
  });

  it('L25: never takes a description that Linear rewrote for a change, and sends it only when told', async () => {
    const issue = await created(harness);
    const { data } = harness.sandbox.store;
    const rewritten = data.issues.get(issue.id)?.description;
    expect(rewritten).not.toBe(draft(harness).description);
    done(await harness.tracker.updateIssue(issue.id, { title: issue.title, due: issue.due }));
    expect(harness.sandbox.requests('issueUpdate')).toBe(0);
    expect(data.issues.get(issue.id)?.description).toBe(rewritten);
  });
});

describe('reading what changed', () => {
  it('L26: reads each issue once, and finds the next time what moved while the pages were read', async () => {
    const since = harness.now();
    const ids = many(260);
    const [oldest = ''] = ids;
    harness.sandbox.faults.meanwhile('issues', () => {
      later(1000);
      harness.human.reDate(oldest, '2026-12-24', 'known');
    });
    const first = await harness.tracker.changedSince('postmortem', since);
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
    const next = await harness.tracker.changedSince('postmortem', harness.now());
    expect(next.find(({ id }) => id === oldest)?.due).toBe('2026-12-24');
    expect(new Set([...first, ...next].map(({ id }) => id)).size).toBe(260);
  });

  it('L26: starts again when the issue that a page ended with is gone', async () => {
    const since = harness.now();
    const ids = many(260);
    harness.sandbox.faults.meanwhile('issues', () => harness.human.purge(ids[10] ?? ''));
    const changed = await harness.tracker.changedSince('postmortem', since);
    expect(changed).toHaveLength(259);
  });

  it('L26: asks from five minutes earlier, since clocks differ', async () => {
    const issue = await created(harness);
    const soon = later(4 * 60_000);
    expect(await harness.tracker.changedSince('postmortem', soon)).toMatchObject([{ id: issue.id }]);
    const late = later(2 * 60_000);
    expect(await harness.tracker.changedSince('postmortem', late)).toEqual([]);
  });

  it('L27: never asks for more than 250 in a page', async () => {
    const ids = many(251);
    expect((await harness.tracker.fetchIssues(ids)).issues).toHaveLength(251);
    expect(await harness.tracker.changedSince('postmortem', new Date(0))).toHaveLength(251);
  });

  it('L30: reads the others when one issue does not keep to the schema, and calls none absent', async () => {
    const ids = many(3);
    harness.sandbox.faults.next({ name: 'null-team', on: 'issues' });
    const { issues, absent } = await harness.tracker.fetchIssues(ids);
    expect(issues).toHaveLength(2);
    expect(absent).toEqual([]);
  });

  it('L30: raises the alarm when no issue keeps to the schema', async () => {
    const ids = many(1);
    harness.sandbox.faults.next({ name: 'null-team', on: 'issues' });
    await expect(harness.tracker.fetchIssues(ids)).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('L31: goes on by id without the marker label, and puts no label back by itself', async () => {
    const issue = await created(harness);
    harness.sandbox.store.removeLabel(issue.id, 'postmortem', priya);
    expect(await fetched(harness, issue.id)).toMatchObject({ labels: [] });
    done(await harness.tracker.updateIssue(issue.id, { due: '2026-12-24' }));
    expect(only(harness).labels).toEqual([]);
  });

  it('names all of more labels than come with an issue', async () => {
    const labels = Array.from({ length: 14 }, (_, index) => `label-${index}`);
    const id = harness.human.create({ title: 'Well labelled', labels });
    expect((await fetched(harness, id)).labels.toSorted()).toEqual(labels.toSorted());
  });
});
