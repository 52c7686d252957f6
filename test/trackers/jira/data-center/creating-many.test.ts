import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JiraFault } from '../../../../src/sandbox/jira/jira-faults.ts';
import type { IssueDraft, IssueRequest } from '../../../../src/trackers/tracker.ts';
import { ensureOne } from '../../../support/ensure-one.ts';
import { done, draft, newIdentity, notes, reason } from '../../contract/drafts.ts';
import { type DataCenterHarness, startDataCenterHarness } from './data-center-harness.ts';

const minutes = 60_000;

describe('creating many issues in a Jira Data Center', () => {
  let harness: DataCenterHarness;
  const later = (milliseconds: number): void =>
    harness.setNow(new Date(harness.now().getTime() + milliseconds));
  const asked = (): number => harness.sandbox.requestCount();
  const request = (changes: Partial<IssueDraft> = {}): IssueRequest => ({
    identity: newIdentity(),
    draft: draft(harness, { assignee: null, ...changes }),
  });
  const requests = (count: number): readonly IssueRequest[] =>
    Array.from({ length: count }, (_, place) => request({ title: `Item ${place}` }));
  const again = (all: readonly IssueRequest[]): readonly IssueRequest[] =>
    all.map((each) => ({ ...each, identity: { ...each.identity, attemptedAt: harness.now() } }));

  beforeEach(async () => {
    harness = await startDataCenterHarness();
  });
  afterEach(() => harness.close());

  it('makes 50 in one call, tells which is whose, and leaves their links owed', async () => {
    const all = requests(50);
    const outcomes = await harness.tracker.ensureIssues(all);
    expect(outcomes.map((outcome) => done(outcome).title)).toEqual(all.map((each) => each.draft.title));
    expect(outcomes.every((outcome) => outcome.outcome === 'done' && outcome.unlinked === true)).toBe(true);
    expect(harness.seen().flatMap(({ hiddenKeys }) => hiddenKeys)).toEqual(
      all.map(({ identity }) => identity.key),
    );
    expect(harness.sandbox.requests().filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('costs 1,000 issues at most 45 requests, counted at the server, links not included', async () => {
    const { tracker } = harness;
    for (let batch = 0; batch < 20; batch += 1) {
      for (const outcome of await tracker.ensureIssues(requests(tracker.batchSize))) done(outcome);
    }
    expect(harness.seen()).toHaveLength(1000);
    expect(asked()).toBeLessThanOrEqual(45);
    expect(tracker.requestCount()).toBe(asked());
  });

  it('links one issue alone back at once, and pays a link that is owed as an update', async () => {
    const [first, second] = requests(2);
    if (first === undefined || second === undefined) throw new Error('two were asked for');
    expect((await harness.tracker.ensureIssues([first]))[0]).not.toHaveProperty('unlinked');
    const [owed] = await harness.tracker.ensureIssues([second, request()]);
    if (owed === undefined) throw new Error('one outcome for each');
    done(await harness.tracker.updateIssue(done(owed).id, { backlink: second.draft.backlink }));
    expect(harness.seen().map(({ backlinks }) => backlinks.length)).toEqual([1, 1, 0]);
  });

  it.each([
    ['of the next one’s marker', 'property', 1],
    ['among the keys', 'getIssue', 2],
  ] as const)('what was found is settled, though the look %s fails', async (_where, operation, found) => {
    const [one, two, three] = requests(3);
    if (one === undefined || two === undefined || three === undefined)
      throw new Error('three were asked for');
    harness.sandbox.faults.next('createIssues', { kind: 'lost-answer' });
    await harness.tracker.ensureIssues([one, two]);
    const doubtful = again([one, two, three]);
    later(3 * minutes);
    if (operation === 'property')
      harness.sandbox.faults.next('property', { kind: 'with-headers', headers: {} });
    for (let time = 0; time < 3; time += 1) harness.sandbox.faults.next(operation, { kind: 'server-error' });

    const outcomes = await harness.restarted().ensureIssues(doubtful);

    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(found);
    expect(harness.seen()).toHaveLength(2);
    later(3 * minutes);
    for (const outcome of await harness.restarted().ensureIssues(doubtful)) done(outcome);
    expect(harness.seen()).toHaveLength(3);
  });

  it('J10: makes the good ones of a mixed batch and gives each refusal to the item it belongs to', async () => {
    const bad = request({
      title: 'No such place',
      destination: { ...harness.destination, project: 'NOSUCH' },
    });
    const all = [request({ title: 'First' }), bad, request({ title: 'Last' })];
    const outcomes = await harness.tracker.ensureIssues(all);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done']);
    expect(reason(outcomes[1] ?? fail())).toContain('NOSUCH');
    expect(harness.seen().map(({ title }) => title)).toEqual(['First', 'Last']);
  });

  it('J11: refuses each of a batch in which none can be made, in Jira’s own words', async () => {
    const place = { ...harness.destination, project: 'SEC' };
    const outcomes = await harness.tracker.ensureIssues([
      request({ destination: place, priority: null }),
      request({ destination: place, priority: null }),
    ]);
    for (const outcome of outcomes) expect(reason(outcome)).toContain('Root cause is required.');
    expect(harness.seen()).toEqual([]);
  });

  it('J23: leaves a field out that is not on the screen, once, and only for the items concerned', async () => {
    const place = { ...harness.destination, project: 'SEC', fields: { customfield_10042: 'Config push' } };
    const outcomes = await harness.tracker.ensureIssues([request({ destination: place }), request()]);
    expect(notes(outcomes[0] ?? fail()).join()).toContain('priority was left out');
    expect(notes(outcomes[1] ?? fail())).toEqual([]);
    expect(harness.seen().map(({ priority }) => priority)).toEqual(['high', 'medium']);
  });

  it('J25: an owner whom Jira does not take leaves the issue unassigned, and says so', async () => {
    const olga = { name: 'Olga Only', emails: ['olga@acme.example'], account: null };
    const outcomes = await harness.tracker.ensureIssues([request({ assignee: olga }), request()]);
    expect(notes(outcomes[0] ?? fail()).join()).toContain('Olga Only cannot be assigned');
    expect(harness.seen().map(({ assignee }) => assignee)).toEqual([null, null]);
  });

  it.each<[string, JiraFault]>([
    ['J7: 504 after the commit', { kind: 'server-error', status: 504 }],
    ['J8: the connection broken', { kind: 'lost-answer' }],
    ['J8: the answer cut', { kind: 'cut-body' }],
  ])('%s: all 20 are found again by a process that knows nothing of them', async (_form, fault) => {
    const all = requests(20);
    harness.sandbox.faults.next('createIssues', fault);
    const lost = await harness.tracker.ensureIssues(all);
    expect(new Set(lost.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
    const found = await harness.restarted().ensureIssues(again(all));
    expect(found.map((outcome) => done(outcome).title)).toEqual(all.map((each) => each.draft.title));
    expect(harness.seen()).toHaveLength(20);
  });

  it('J12: of a batch that broke off half-way the first half is found and only the rest is made', async () => {
    const all = requests(6);
    for (const { identity, draft: words } of all.slice(0, 3)) byHand(identity.key, words.title);
    const doubtful = again(all);
    later(3 * minutes);
    for (const outcome of await harness.tracker.ensureIssues(doubtful)) done(outcome);
    expect(harness.seen().map(({ title }) => title)).toEqual(all.map((each) => each.draft.title));
  });

  it('D8: a lost batch that the index does not show is found by walking its keys once', async () => {
    later(60 * minutes);
    harness.sandbox.faults.searchLag(30 * minutes);
    const all = requests(20);
    harness.sandbox.faults.next('createIssues', { kind: 'lost-answer' });
    await harness.tracker.ensureIssues(all);
    const doubtful = again(all);
    later(3 * minutes);
    const before = asked();
    for (const outcome of await harness.restarted().ensureIssues(doubtful)) done(outcome);
    expect(harness.seen()).toHaveLength(20);
    // Each of the 20 keys, its property, and the issue once more; then 25 keys that lead nowhere.
    expect(asked() - before).toBeLessThanOrEqual(100);
  });

  it('D8: a batch that was never made is made after the settle window, and a project busy meanwhile costs only its gaps', async () => {
    const [first = request(), ...rest] = requests(3);
    harness.sandbox.faults.next('createIssues', { kind: 'unavailable' });
    await harness.tracker.ensureIssues([first, ...rest]);
    const doubtful = again([first, ...rest]);
    for (let place = 0; place < 900; place += 1) harness.human.create({ title: 'Other work', labels: [] });
    later(2 * minutes);
    const before = asked();
    for (const outcome of await harness.restarted().ensureIssues(doubtful)) done(outcome);
    expect(harness.seen()).toHaveLength(903);
    // 25 keys beyond the last one, and the searches and writes around them.
    expect(asked() - before).toBeLessThanOrEqual(45);
  });

  it('D8: an attempt of yesterday looks only at the keys of its own minutes', async () => {
    later(60 * minutes);
    harness.sandbox.faults.next('createIssue', { kind: 'unavailable' });
    const [only = request()] = requests(1);
    await ensureOne(harness.tracker, only.identity, only.draft);
    const [doubtful = only] = again([only]);
    later(24 * 60 * minutes);
    harness.human.create({ title: 'Of today', labels: [] });
    const before = asked();
    done(await ensureOne(harness.restarted(), doubtful.identity, doubtful.draft));
    expect(asked() - before).toBeLessThanOrEqual(14);
  });

  it('J9: a commit that comes a minute late is found and not repeated', async () => {
    harness.beImpatient();
    harness.sandbox.faults.next('createIssue', { kind: 'delayed-commit', milliseconds: minutes });
    const [only] = requests(1);
    if (only === undefined) return;
    expect((await ensureOne(harness.tracker, only.identity, only.draft)).outcome).toBe('unknown');
    const [doubtful] = again([only]);
    later(2 * minutes);
    done(await ensureOne(harness.tracker, doubtful?.identity ?? only.identity, only.draft));
    expect(harness.seen()).toHaveLength(1);
  });

  it('J32: a clone that carries our label is neither taken for the issue nor called a duplicate', async () => {
    const [only] = requests(1);
    if (only === undefined) return;
    const issue = done(await ensureOne(harness.tracker, only.identity, only.draft));
    harness.sandbox.store.clone(issue.id, { by: 'priya' });
    const found = await harness.restarted().ensureIssues(again([only]));
    expect(done(found[0] ?? fail()).id).toBe(issue.id);
    expect(notes(found[0] ?? fail())).toEqual([]);
  });

  it('J34: of two issues made by one create the older one is ours, and the other is pointed out', async () => {
    const [only] = requests(1);
    if (only === undefined) return;
    const first = byHand(only.identity.key, only.draft.title);
    byHand(only.identity.key, only.draft.title);
    const found = await harness.tracker.ensureIssues(again([only]));
    expect(done(found[0] ?? fail()).id).toBe(first);
    expect(notes(found[0] ?? fail()).join()).toMatch(/PAY-2 carries the same marker as PAY-1/);
  });

  it('on a version that drops properties sent with a create sets them by themselves', async () => {
    harness.sandbox.faults.forgetProperties();
    const all = requests(3);
    for (const outcome of await harness.tracker.ensureIssues(all)) done(outcome);
    const kept = harness.sandbox.store.issues().map((issue) => issue.properties.get('pm.actionItem'));
    expect(kept).toEqual(all.map(({ identity }) => ({ k: identity.key, v: 1 })));
  });

  it('on such a version finds a lost issue by its label and maker, and gives it the property', async () => {
    harness.sandbox.faults.forgetProperties();
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    const [only] = requests(1);
    if (only === undefined) return;
    await ensureOne(harness.tracker, only.identity, only.draft);
    const found = await harness.restarted().ensureIssues(again([only]));
    expect(harness.seen().map(({ id }) => id)).toEqual([done(found[0] ?? fail()).id]);
    expect(harness.sandbox.store.issues()[0]?.properties.get('pm.actionItem')).toEqual({
      k: only.identity.key,
      v: 1,
    });
  });

  it('a link that fails for now leaves the issue made and the link owed', async () => {
    harness.sandbox.faults.next('setRemoteLink', { kind: 'unavailable' });
    const [only] = requests(1);
    if (only === undefined) return;
    expect(await ensureOne(harness.tracker, only.identity, only.draft)).toMatchObject({
      outcome: 'done',
      unlinked: true,
    });
  });

  /** An issue of ours whose answer we never saw. */
  function byHand(key: string, summary: string): string {
    return harness.sandbox.store.createIssue(
      {
        project: 'PAY',
        summary,
        labels: ['postmortem', `pm-${key}`],
        properties: [{ key: 'pm.actionItem', value: { k: key, v: 1 } }],
      },
      { by: 'followthrough' },
    );
  }
});

function fail(): never {
  throw new Error('there is one outcome for each request');
}
