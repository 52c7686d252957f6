import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIssue } from '../../../src/sandbox/linear/issue-acts.ts';
import type { LinearFaultName } from '../../../src/sandbox/linear/faults.ts';
import type {
  Issue,
  IssueDraft,
  IssueRequest,
  Tracker,
  WriteOutcome,
} from '../../../src/trackers/tracker.ts';
import { done, draft, newIdentity, reason } from '../contract/drafts.ts';
import { type LinearHarness, startLinearHarness } from './linear-harness.ts';

let harness: LinearHarness;

beforeEach(async () => {
  harness = await startLinearHarness();
});
afterEach(async () => {
  await harness.close();
});

function requests(
  count: number,
  changes: (index: number) => Partial<IssueDraft> = () => ({}),
): IssueRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const identity = newIdentity();
    const backlink = {
      url: `https://followthrough.example/postmortems/7#ai-${identity.key}`,
      title: 'Checkout refused cards',
      subtitle: 'INC-231 · SEV1',
    };
    return { identity, draft: draft(harness, { title: `Item ${index}`, backlink, ...changes(index) }) };
  });
}

/** As the drain repeats: what is not done is asked for again when it may be, and counts as attempted when its end was unknown. */
async function untilDone(tracker: Tracker, wanted: readonly IssueRequest[]): Promise<Issue[]> {
  const ends = new Map<string, WriteOutcome<Issue>>();
  let left = wanted;
  for (let round = 0; left.length > 0 && round < 6; round += 1) {
    const outcomes = await tracker.ensureIssues(left);
    const next: IssueRequest[] = [];
    for (const [index, request] of left.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error('An outcome is missing');
      ends.set(request.identity.uuid, outcome);
      if (outcome.outcome === 'done' || outcome.retryAfter === null) continue;
      const attemptedAt = outcome.outcome === 'unknown' ? harness.now() : request.identity.attemptedAt;
      next.push({ ...request, identity: { ...request.identity, attemptedAt } });
    }
    left = next;
    harness.setNow(new Date(harness.now().getTime() + 120_000));
  }
  return wanted.map(({ identity }) => {
    const end = ends.get(identity.uuid);
    if (end === undefined) throw new Error('No end');
    return done(end);
  });
}

/** Each request has its one issue, in the tracker as in the answer, linked back under its own key. */
function expectOneEach(wanted: readonly IssueRequest[], issues: readonly Issue[]): void {
  expect(issues.map(({ id }) => id)).toEqual(wanted.map(({ identity }) => identity.uuid));
  expect(issues.map(({ title }) => title)).toEqual(wanted.map((request) => request.draft.title));
  const seen = harness.seen();
  expect(seen).toHaveLength(wanted.length);
  for (const { identity, draft: words } of wanted) {
    expect(seen.find(({ id }) => id === identity.uuid)).toMatchObject({
      title: words.title,
      hiddenKeys: [identity.key],
      backlinks: [{ url: words.backlink.url }],
    });
  }
}

/** Gets the first batch of one over with, which shows that ids are kept. */
async function proven(): Promise<void> {
  expectDone(await harness.tracker.ensureIssues(requests(2)));
  for (const { id } of harness.seen()) harness.human.purge(id);
}

function expectDone(outcomes: readonly WriteOutcome<Issue>[]): void {
  for (const outcome of outcomes) done(outcome);
}

const spoilt: readonly (readonly [string, LinearFaultName])[] = [
  ['L5', 'partial'],
  ['L6', 'lost-answer'],
  ['L7', 'gateway-error'],
  ['L7', 'down'],
  ['L8', 'cut-body'],
  ['L8', 'empty-body'],
  ['L11', 'unsuccessful'],
  ['L20', 'not-found-page'],
  ['L20', 'redirect'],
  ['L29', 'lock-timeout'],
  ['L30', 'null-team'],
];

describe('creating in batches', () => {
  it('L13: tries one issue in a batch before it trusts batches with fifty', async () => {
    const wanted = requests(51);
    expectOneEach(wanted, (await harness.tracker.ensureIssues(wanted)).map(done));
    expect(harness.sandbox.requests('issueBatchCreate')).toBe(2);
    expect(harness.sandbox.requests('issueCreate')).toBe(0);
  });

  it.each(spoilt)('%s: makes each issue once when the first batch meets %s', async (_, name) => {
    const wanted = requests(12);
    harness.sandbox.faults.next({ name, on: 'issueBatchCreate' });
    const issues = await untilDone(harness.tracker, wanted);
    expect(issues).toHaveLength(12);
    expectOneEach(wanted, issues);
  });

  it.each(spoilt)('%s: makes each issue once when a later batch meets %s', async (_, name) => {
    await proven();
    const before = harness.sandbox.requests('issueCreate');
    const wanted = requests(12);
    harness.sandbox.faults.next({ name, on: 'issueBatchCreate' });
    expectOneEach(wanted, await untilDone(harness.tracker, wanted));
    expect(harness.sandbox.requests('issueCreate')).toBe(before);
  });

  it('L6: makes each issue once when reading back fails too, and says unknown until it knows', async () => {
    await proven();
    const wanted = requests(12);
    harness.sandbox.faults.next({ name: 'lost-answer', on: 'issueBatchCreate' });
    harness.sandbox.faults.next({ name: 'down', on: 'issues' });
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
    expectOneEach(wanted, await untilDone(harness.tracker, wanted.map(attempted)));
  });

  it('L5: takes the issues that were made and sends only the links back that were not', async () => {
    await proven();
    const wanted = requests(12);
    const linked = harness.sandbox.requests('attachmentCreate');
    harness.sandbox.faults.next({ name: 'partial', on: 'issueBatchCreate' });
    expectOneEach(wanted, (await harness.tracker.ensureIssues(wanted)).map(done));
    expect(harness.sandbox.requests('attachmentCreate') - linked).toBe(2);
  });

  it('looks in one request for what an earlier attempt may have made, and makes only the rest', async () => {
    await proven();
    const wanted = requests(20);
    expectDone(await harness.tracker.ensureIssues(wanted.slice(0, 7)));
    const before = harness.sandbox.requests();
    expectOneEach(wanted, (await harness.tracker.ensureIssues(wanted.map(attempted))).map(done));
    expect(harness.sandbox.requests() - before).toBe(2);
  });

  it.each([
    ['L1', 'rate-limited'],
    ['L2', 'rate-limited-200'],
    ['L2', 'rate-limited-429'],
    ['L2', 'rate-limited-empty'],
    ['L2', 'rate-limited-code'],
    ['L3', 'endpoint-limited'],
    ['L4', 'complexity-limited'],
    ['L19', 'unauthorised'],
  ] as const)('%s: knows that nothing was done when a batch meets %s, and asks no more', async (_, name) => {
    await proven();
    const before = harness.sandbox.requests();
    harness.sandbox.faults.next({ name, on: 'issueBatchCreate', seconds: 90 });
    const outcomes = await harness.tracker.ensureIssues(requests(12));
    expect(outcomes).toHaveLength(12);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ outcome: 'refused' });
      expect(outcome).not.toMatchObject({ retryAfter: null });
    }
    expect(harness.sandbox.requests() - before).toBe(1);
    expect(harness.seen()).toEqual([]);
  });
});

function attempted({ identity, draft: words }: IssueRequest): IssueRequest {
  return { identity: { ...identity, attemptedAt: harness.now() }, draft: words };
}

describe('batches that do not keep the ids they are sent', () => {
  beforeEach(() => {
    harness.sandbox.store.data.quirks.batchIds = 'ignored';
  });

  it('L13: raises the alarm for the one issue it tried, and makes the others one by one', async () => {
    const wanted = requests(8);
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(outcomes.slice(0, 1).map(reason).join()).toContain('PAY-1');
    expectDone(outcomes.slice(1));
    expect(harness.seen()).toHaveLength(8);
    expectDone(await harness.tracker.ensureIssues(requests(3)));
    expect(harness.sandbox.requests('issueBatchCreate')).toBe(1);
  });

  it('L13: raises the alarm also when the answer was lost', async () => {
    harness.sandbox.faults.next({ name: 'lost-answer', on: 'issueBatchCreate' });
    const outcomes = await harness.tracker.ensureIssues(requests(8));
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expectDone(outcomes.slice(1));
    expect(harness.seen()).toHaveLength(8);
  });

  it('L13: raises the alarm also when the process died before the answer, and makes no second one', async () => {
    const [first, ...others] = requests(8);
    if (first === undefined) throw new Error('No request');
    const { data } = harness.sandbox.store;
    const ours = [...data.users.values()].find(({ name }) => name === 'Followthrough');
    const stray = { teamId: [...data.teams.keys()][0] ?? '', title: first.draft.title };
    createIssue(data, stray, { actorId: ours?.id ?? '', at: harness.now() });
    const outcomes = await harness.tracker.ensureIssues([attempted(first), ...others]);
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expectDone(outcomes.slice(1));
    expect(harness.seen()).toHaveLength(8);
  });
});

describe('batches in which an id is taken', () => {
  it.each(['fail-all', 'skipped'] as const)('L13: makes the others when duplicates are %s', async (how) => {
    await proven();
    harness.sandbox.store.data.quirks.batchDuplicates = how;
    const wanted = requests(12);
    expectDone(await harness.tracker.ensureIssues(wanted.slice(4, 5)));
    const before = harness.sandbox.requests();
    expectOneEach(wanted, (await harness.tracker.ensureIssues(wanted)).map(done));
    expect(harness.sandbox.requests() - before).toBeLessThanOrEqual(3);
  });

  it('L10: never adopts somebody else’s issue, and makes the others', async () => {
    await proven();
    const wanted = requests(6);
    const { data } = harness.sandbox.store;
    const stranger = [...data.users.values()].find(({ name }) => name === 'Priya Nair');
    createIssue(
      data,
      { id: wanted[2]?.identity.uuid ?? '', teamId: [...data.teams.keys()][0] ?? '', title: 'Not ours' },
      { actorId: stranger?.id ?? '', at: harness.now() },
    );
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(outcomes[2]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expectDone(outcomes.filter((_, index) => index !== 2));
    expect(harness.seen()).toHaveLength(6);
    expect(harness.seen().find(({ title }) => title === 'Not ours')?.backlinks).toEqual([]);
  });

  it('L28: makes no second issue when what was made cannot be read yet', async () => {
    await proven();
    const wanted = requests(6);
    harness.sandbox.store.data.quirks.readLagMs = 90_000;
    harness.sandbox.faults.next({ name: 'lost-answer', on: 'issueBatchCreate' });
    const issues = await untilDone(harness.tracker, wanted);
    expect(issues).toHaveLength(6);
    expectOneEach(wanted, issues);
  });
});

describe('batches that Linear refuses', () => {
  it('L13: finds the one bad element without asking for each, and makes the others', async () => {
    await proven();
    const wanted = requests(50, (index) => (index === 17 ? { due: '2026-02-30' } : {}));
    const before = harness.sandbox.requests();
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(outcomes[17]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcomes[17] ?? { outcome: 'refused', reason: '', retryAfter: null })).toContain('dueDate');
    expectDone(outcomes.filter((_, index) => index !== 17));
    expect(harness.seen()).toHaveLength(49);
    expect(harness.sandbox.requests() - before).toBeLessThanOrEqual(22);
  });

  it('L14: splits a batch that is too large, and keeps to the size that was taken', async () => {
    await proven();
    harness.sandbox.store.data.quirks.mostPerBatch = 20;
    const wanted = requests(50);
    expectOneEach(wanted, (await harness.tracker.ensureIssues(wanted)).map(done));
    const before = harness.sandbox.requests();
    expectDone(await harness.tracker.ensureIssues(requests(50)));
    expect(harness.sandbox.requests() - before).toBeLessThanOrEqual(5);
  });

  it('L18: stops creating when the plan is full, in one request, and goes on once there is room', async () => {
    await proven();
    harness.sandbox.store.data.quirks.issueLimit = 0;
    const wanted = requests(12);
    const before = harness.sandbox.requests();
    const outcomes = await harness.tracker.ensureIssues(wanted);
    for (const outcome of outcomes) {
      expect(reason(outcome)).toContain('free issue limit');
      expect(outcome).toMatchObject({ retryAfter: new Date(harness.now().getTime() + 3_600_000) });
    }
    expect(harness.sandbox.requests() - before).toBe(1);
    harness.sandbox.store.data.quirks.issueLimit = null;
    expectOneEach(wanted, await untilDone(harness.tracker, wanted));
  });

  it('goes on with the others when one draft names no team, and sends nothing for it', async () => {
    const wanted = requests(5, (index) =>
      index === 1 ? { destination: { ...harness.destination, project: 'NOSUCH' } } : {},
    );
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(reason(outcomes[1] ?? { outcome: 'refused', reason: '', retryAfter: null })).toContain('NOSUCH');
    expectDone(outcomes.filter((_, index) => index !== 1));
    expect(harness.seen()).toHaveLength(4);
  });
});

describe('links back in batches', () => {
  it('says so for each issue whose link Linear does not take, and keeps the others', async () => {
    await proven();
    const wanted = requests(4, (index) =>
      index === 2 ? { backlink: { url: 'no address', title: 'Checkout', subtitle: '' } } : {},
    );
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expectDone(outcomes);
    expect(outcomes[2]).toMatchObject({ notes: [expect.stringContaining('no link back')] });
    expect(harness.seen().filter(({ backlinks }) => backlinks.length === 1)).toHaveLength(3);
  });

  it('owes the links when Linear cannot take them now, without making anything again', async () => {
    await proven();
    harness.sandbox.faults.next({ name: 'lost-answer', on: 'issueBatchCreate' });
    const wanted = requests(4);
    const { data } = harness.sandbox.store;
    harness.sandbox.faults.meanwhile('issueBatchCreate', () => data.attachments.clear());
    harness.sandbox.faults.next({ name: 'rate-limited', on: 'attachmentCreate', times: 9 });
    const outcomes = await harness.tracker.ensureIssues(wanted);
    expect(outcomes).toMatchObject(wanted.map(() => ({ outcome: 'done', unlinked: true })));
    harness.sandbox.faults.clear();
    for (const { identity, draft: words } of wanted) {
      done(await harness.tracker.updateIssue(identity.uuid, { backlink: words.backlink }));
    }
    expect(harness.seen().every(({ backlinks }) => backlinks.length === 1)).toBe(true);
  });
});
