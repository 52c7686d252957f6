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

const limitForms: readonly (readonly [string, LinearFaultName, number])[] = [
  ['L1', 'rate-limited', 90],
  ['L2', 'rate-limited-200', 90],
  ['L2', 'rate-limited-429', 90],
  ['L2', 'rate-limited-code', 90],
  ['L2', 'rate-limited-empty', 60],
  ['L3', 'endpoint-limited', 90],
  ['L4', 'complexity-limited', 90],
];

describe('a spent limit', () => {
  it.each(limitForms)('%s: is told in the form %s and waited for, %d s', async (_, name, seconds) => {
    harness.sandbox.faults.next({ name, on: 'issueCreate', seconds: 90 });
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(outcome).toMatchObject({
      outcome: 'refused',
      retryAfter: new Date(harness.now().getTime() + seconds * 1000),
    });
    expect(harness.seen()).toEqual([]);
  });

  it('L3: holds up creations only; reads go on', async () => {
    const { id } = done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    harness.sandbox.faults.next({ name: 'endpoint-limited', on: 'issueCreate', times: 9 });
    expect((await ensureOne(harness.tracker, newIdentity(), draft(harness))).outcome).toBe('refused');
    expect((await harness.tracker.fetchIssues([id])).issues).toHaveLength(1);
  });

  it('L1: stops a read with the time at which it may be repeated', async () => {
    harness.sandbox.faults.next({ name: 'rate-limited', seconds: 90 });
    await expect(harness.tracker.fetchIssues([newIdentity().uuid])).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: new Date(harness.now().getTime() + 90_000),
    });
  });

  it('L1: is met for real once the hour’s requests are used up', async () => {
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
  it.each([
    ['L11', 'unsuccessful'],
    ['L29', 'lock-timeout'],
    ['L20', 'not-found-page'],
    ['L20', 'redirect'],
    ['L7', 'down'],
  ] as const)('%s: counts as unknown: %s', async (_, name) => {
    const identity = newIdentity();
    harness.sandbox.faults.next({ name, on: 'issueCreate' });
    const outcome = await ensureOne(harness.tracker, identity, draft(harness));
    expect(outcome.outcome).toBe('unknown');
    done(await ensureOne(harness.tracker, { ...identity, attemptedAt: harness.now() }, draft(harness)));
    expect(harness.seen()).toHaveLength(1);
  });

  it.each([
    ['L20', 'not-found-page', 'unreadable'],
    ['L20', 'redirect', 'unreadable'],
    ['L8', 'cut-body', 'unreadable'],
    ['L8', 'empty-body', 'unreadable'],
    ['L29', 'lock-timeout', 'unreachable'],
    ['L6', 'lost-answer', 'unreachable'],
    ['L19', 'unauthorised', 'unauthorised'],
    ['L30', 'removed-field', 'refused'],
  ] as const)('%s: never makes an issue absent: %s reads as %s', async (_, name, kind) => {
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
  it('L9: is read back, and nothing is made again', async () => {
    const identity = newIdentity();
    const issue = done(await ensureOne(harness.tracker, identity, draft(harness)));
    expect(done(await ensureOne(harness.tracker, identity, draft(harness))).id).toBe(issue.id);
    expect(harness.seen()).toHaveLength(1);
  });

  it('L28: is not known to be ours while it cannot be read, and is ours a little later', async () => {
    const identity = newIdentity();
    harness.sandbox.store.data.quirks.readLagMs = 5_000;
    done(await ensureOne(harness.tracker, identity, draft(harness)));
    expect((await ensureOne(harness.tracker, identity, draft(harness))).outcome).toBe('unknown');
    harness.setNow(new Date(harness.now().getTime() + 30_000));
    expect(done(await ensureOne(harness.tracker, identity, draft(harness))).id).toBe(identity.uuid);
    expect(harness.seen()).toHaveLength(1);
  });

  it('L12: is not taken from an answer that shows another issue', async () => {
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    harness.sandbox.store.data.quirks.answersOldIssue = true;
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain('did not keep the id');
  });

  it('L10: is not adopted when the issue is somebody else’s', async () => {
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

  it('L10: is not adopted when the issue carries another item’s key', async () => {
    const identity = newIdentity();
    done(await ensureOne(harness.tracker, identity, draft(harness)));
    const other = { ...newIdentity(), uuid: identity.uuid };
    expect((await ensureOne(harness.tracker, other, draft(harness))).outcome).toBe('refused');
  });

  it('L9: is ours even when the issue has been moved or thrown away since, and the bin is mentioned', async () => {
    const identity = newIdentity();
    const issue = done(await ensureOne(harness.tracker, identity, draft(harness)));
    harness.human.moveProject(issue.id);
    harness.human.trash?.(issue.id);
    const again = await ensureOne(harness.tracker, identity, draft(harness));
    expect(done(again)).toMatchObject({ id: issue.id, key: 'OPS-1', trashed: true });
    expect(notes(again).join(' ')).toContain('bin');
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
