import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinearFaultName } from '../../../src/sandbox/linear/faults.ts';
import { createIssue } from '../../../src/sandbox/linear/issue-acts.ts';
import { createLinearTracker } from '../../../src/trackers/linear/linear-tracker.ts';
import { done, draft, newIdentity, notes, reason } from '../contract/drafts.ts';
import { type LinearHarness, startLinearHarness } from './linear-harness.ts';
import { ensureOne } from '../../support/ensure-one.ts';

let harness: LinearHarness;

beforeEach(async () => {
  harness = await startLinearHarness();
});
afterEach(async () => {
  await harness.close();
});

const limitForms: readonly (readonly [LinearFaultName, number])[] = [
  ['rate-limited', 90],
  ['rate-limited-200', 90],
  ['rate-limited-429', 90],
  ['rate-limited-code', 90],
  ['endpoint-limited', 90],
  ['complexity-limited', 90],
  ['rate-limited-empty', 60],
];

describe('a spent limit', () => {
  it.each(limitForms)('is told in the form %s and waited for, %d s', async (name, seconds) => {
    harness.sandbox.faults.next({ name, on: 'issueCreate', seconds: 90 });
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(outcome).toMatchObject({
      outcome: 'refused',
      retryAfter: new Date(harness.now().getTime() + seconds * 1000),
    });
    expect(harness.seen()).toEqual([]);
  });

  it('stops a read with the time at which it may be repeated', async () => {
    harness.sandbox.faults.next({ name: 'rate-limited', seconds: 90 });
    await expect(harness.tracker.fetchIssues([newIdentity().uuid])).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: new Date(harness.now().getTime() + 90_000),
    });
  });

  it('is met for real once the hour’s requests are used up', async () => {
    const poor = await startLinearHarness({ requestLimit: 5 });
    try {
      for (let count = 0; count < 5; count += 1) await poor.tracker.findIssue('PAY-1');
      await expect(poor.tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'rate-limited' });
      poor.setNow(new Date(poor.now().getTime() + 3_600_000));
      expect(await poor.tracker.findIssue('PAY-1')).toBeNull();
    } finally {
      await poor.close();
    }
  });
});

describe('an answer that says nothing of the write', () => {
  it.each(['unsuccessful', 'lock-timeout', 'not-found-page', 'redirect', 'down'] as const)(
    'counts as unknown: %s',
    async (name) => {
      const identity = newIdentity();
      harness.sandbox.faults.next({ name, on: 'issueCreate' });
      const outcome = await ensureOne(harness.tracker, identity, draft(harness));
      expect(outcome.outcome).toBe('unknown');
      done(await ensureOne(harness.tracker, { ...identity, attemptedAt: harness.now() }, draft(harness)));
      expect(harness.seen()).toHaveLength(1);
    },
  );

  it.each([
    ['not-found-page', 'unreadable'],
    ['redirect', 'unreadable'],
    ['cut-body', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['lock-timeout', 'unreachable'],
    ['lost-answer', 'unreachable'],
    ['unauthorised', 'unauthorised'],
  ] as const)('never makes an issue absent: %s reads as %s', async (name, kind) => {
    const { id } = done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    harness.sandbox.faults.next({ name });
    await expect(harness.tracker.fetchIssues([id])).rejects.toMatchObject({ kind });
  });

  it('follows no redirect, so that the credential goes nowhere else', async () => {
    harness.sandbox.faults.next({ name: 'redirect' });
    const before = harness.sandbox.requests();
    await expect(harness.tracker.findIssue('PAY-1')).rejects.toMatchObject({ kind: 'unreadable' });
    expect(harness.sandbox.requests()).toBe(before + 1);
  });
});

describe('an id that is taken', () => {
  it('is not adopted when the issue is somebody else’s', async () => {
    const identity = newIdentity();
    const { data } = harness.sandbox.store;
    const [team] = data.teams.keys();
    const stranger = [...data.users.values()].find((user) => user.name === 'Priya Nair');
    createIssue(
      data,
      { id: identity.uuid, teamId: team ?? '', title: 'Not ours' },
      { actorId: stranger?.id ?? '', at: harness.now() },
    );
    const outcome = await ensureOne(harness.tracker, identity, draft(harness));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain('PAY-1');
    expect(harness.seen()).toMatchObject([{ title: 'Not ours', backlinks: [] }]);
  });

  it('is not adopted when the issue carries another item’s key', async () => {
    const identity = newIdentity();
    done(await ensureOne(harness.tracker, identity, draft(harness)));
    const other = { ...newIdentity(), uuid: identity.uuid };
    expect((await ensureOne(harness.tracker, other, draft(harness))).outcome).toBe('refused');
  });

  it('is ours even when the issue has been moved or thrown away since, and the bin is mentioned', async () => {
    const identity = newIdentity();
    const issue = done(await ensureOne(harness.tracker, identity, draft(harness)));
    harness.human.moveProject(issue.id);
    harness.human.trash?.(issue.id);
    const again = await ensureOne(harness.tracker, identity, draft(harness));
    expect(done(again)).toMatchObject({ id: issue.id, key: 'OPS-1', trashed: true });
    expect(notes(again).join(' ')).toContain('bin');
  });
});

describe('what it costs', () => {
  it('takes one request for an issue once the names are known', async () => {
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    const before = harness.tracker.requestCount();
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    expect(harness.tracker.requestCount() - before).toBe(1);
    expect(harness.tracker.requestCount()).toBe(harness.sandbox.requests());
  });

  it('reads a thousand issues in four requests', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) =>
      harness.human.create({ title: `Issue ${index}`, labels: ['postmortem'] }),
    );
    await harness.tracker.fetchIssues(ids.slice(0, 1));
    const before = harness.tracker.requestCount();
    expect((await harness.tracker.fetchIssues(ids)).issues).toHaveLength(1000);
    expect(harness.tracker.requestCount() - before).toBe(4);
  });

  it('reads every page of what changed, and every page of a long history', async () => {
    const ids = Array.from({ length: 301 }, (_, index) =>
      harness.human.create({ title: `Issue ${index}`, labels: ['postmortem'] }),
    );
    expect(await harness.tracker.changedSince('postmortem', harness.now())).toHaveLength(301);
    const [busy = '', ...others] = ids.slice(0, 45);
    for (let count = 0; count < 320; count += 1) {
      harness.setNow(new Date(harness.now().getTime() + 3_600_000));
      harness.human.reDate(busy, count % 2 === 0 ? '2026-12-24' : '2026-12-31', 'known');
    }
    const entries = await harness.tracker.historyOf([busy, ...others]);
    expect(entries).toHaveLength(320);
    const times = entries.map((entry) => entry.occurredAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

it('says so when Linear takes the issue but not the link back', async () => {
  const backlink = { url: 'no address', title: 'Checkout refused cards', subtitle: '' };
  const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness, { backlink }));
  expect(done(outcome).key).toBe('PAY-1');
  expect(notes(outcome).join(' ')).toContain('no link back');
  expect(harness.seen()).toHaveLength(1);
});

it('finds nothing in another workspace, even where the key is the same', async () => {
  done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
  const { origin } = new URL(harness.sandbox.url);
  expect((await harness.tracker.findIssue(`${origin}/acme/issue/PAY-1/any-words`))?.key).toBe('PAY-1');
  expect(await harness.tracker.findIssue(`${origin}/other/issue/PAY-1/any-words`)).toBeNull();
  expect(await harness.tracker.findIssue('https://linear.app/acme/issue/PAY-1')).toBeNull();
});

it('will not start with an e-mail and a token, which Linear does not take', () => {
  const settings = {
    id: 'linear-main',
    kind: 'linear',
    url: harness.sandbox.url,
    credential: { type: 'basic', email: 'a@b.example', token: 'x' },
    webhookSecrets: [],
  } as const;
  const context = { clock: () => harness.now(), timeoutMs: 400, droppedResolutions: [] };
  expect(() => createLinearTracker(settings, context)).toThrow('Linear takes an API key');
});
