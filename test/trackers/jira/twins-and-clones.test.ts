import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueIdentity } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { done, newIdentity, notes } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const minutes = 60_000;

describe('what people and gateways do to our issues in Jira Cloud', () => {
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

  it('J18: an issue moved while the answer was lost is found in its new project', async () => {
    harness.sandbox.faults.next('createIssue', { kind: 'lost-answer' });
    await ensureOne(harness.tracker, identity, draft());
    harness.human.moveProject(harness.seen()[0]?.id ?? '');
    const issue = done(await ensureOne(harness.restarted(), attempted(), draft()));
    expect(issue.project).toBe('OPS');
    expect(harness.seen()).toHaveLength(1);
  });

  it('J32: a clone carries our label but is not ours', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    harness.sandbox.store.clone(issue.id, { by: 'priya-1' });
    const again = done(await ensureOne(harness.restarted(), attempted(), draft()));
    expect(again.id).toBe(issue.id);
  });

  it('J32: nor is a clone taken for the issue when that one is gone', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    const clone = harness.sandbox.store.clone(issue.id, { by: 'priya-1' });
    harness.human.purge(issue.id);
    const again = attempted();
    later(3 * minutes);
    const made = done(await ensureOne(harness.restarted(), again, draft()));
    expect([issue.id, clone]).not.toContain(made.id);
  });

  it.each(['first', 'second'] as const)(
    'J34: of two issues from one create sent twice the %s is in our ledger, and the sweep can tell the other',
    async (answered) => {
      harness.sandbox.faults.next('createIssue', { kind: 'executed-twice', answered });
      const issue = done(await ensureOne(harness.tracker, identity, draft()));
      expect(issue.key).toBe(answered === 'first' ? 'PAY-1' : 'PAY-2');
      const changed = await harness.tracker.changedSince('postmortem', harness.now());
      expect(changed.map(({ key, marker }) => [key, marker])).toEqual([
        ['PAY-1', identity.key],
        ['PAY-2', identity.key],
      ]);
    },
  );

  it('J34: of two issues from one lost create the older is the one, and the other is named', async () => {
    await makeTwins(harness, identity);
    const outcome = await ensureOne(harness.restarted(), attempted(), draft());
    expect(done(outcome).key).toBe('PAY-1');
    expect(notes(outcome).join()).toMatch(/PAY-2 .*duplicate/);
    expect(harness.seen()).toHaveLength(2);
  });

  it('J34: the one this process made stays the one, even if it is the younger', async () => {
    harness.sandbox.faults.next('createIssue', { kind: 'executed-twice', answered: 'second' });
    harness.sandbox.faults.next('setRemoteLink', { kind: 'lost-answer' });
    expect((await ensureOne(harness.tracker, identity, draft())).outcome).toBe('unknown');
    const outcome = await ensureOne(harness.tracker, attempted(), draft());
    expect(done(outcome).key).toBe('PAY-2');
    expect(notes(outcome).join()).toContain('PAY-1');
  });

  it('J34: a whole batch sent twice leaves one issue of each in the ledger, and names no clone a twin', async () => {
    harness.sandbox.faults.next('createIssues', { kind: 'executed-twice', answered: 'first' });
    const requests = [identity, newIdentity()].map((each) => ({ identity: each, draft: draft() }));
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => done(outcome).key)).toEqual(['PAY-1', 'PAY-2']);
    harness.sandbox.store.clone('PAY-1', { by: 'priya-1' });
    const changed = await harness.tracker.changedSince('postmortem', harness.now());
    const [one, two] = requests.map((each) => each.identity.key);
    expect(changed.map(({ marker }) => marker)).toEqual([one, two, one, two, null]);
  });

  it('J33: the link back is set whole each time, so that repeating it takes nothing away', async () => {
    const { id } = done(await ensureOne(harness.tracker, identity, draft()));
    const whole = harness.sandbox.store.find(id)?.remoteLinks;
    done(await harness.tracker.updateIssue(id, { backlink: draft().backlink }));
    expect(harness.sandbox.store.find(id)?.remoteLinks).toEqual(whole);
    expect(whole).toMatchObject([
      { title: 'Checkout', rest: { application: { name: 'Followthrough' }, object: { summary: 'SEV1' } } },
    ]);
  });

  it('J33: an issue that holds no more links is kept, with a note', async () => {
    harness.sandbox.faults.next('setRemoteLink', {
      kind: 'refused',
      status: 413,
      messages: ['Too many links.'],
    });
    const outcome = await ensureOne(harness.tracker, identity, draft());
    expect(done(outcome).key).toBe('PAY-1');
    expect(notes(outcome).join()).toContain('Too many links.');
  });

  it('J31: an issue that lost label and property stays readable by its id', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    harness.sandbox.store.removeLabel(issue.id, `pm-${identity.key}`, { by: 'priya-1' });
    harness.sandbox.store.find(issue.id)?.properties.clear();
    expect((await harness.tracker.fetchIssues([issue.id])).issues).toHaveLength(1);
  });

  it('tells of which issue one was closed as the duplicate, wherever that went', async () => {
    const one = done(await ensureOne(harness.tracker, identity, draft()));
    const other = harness.human.create({ title: 'The same, told before', labels: [] });
    harness.sandbox.store.markDuplicate(one.id, other);
    const read = async () => (await harness.tracker.fetchIssues([one.id, other])).issues;
    expect((await read()).map(({ duplicateOf }) => duplicateOf)).toEqual([null, null]);
    harness.sandbox.store.transition(one.id, 'Done', { by: 'priya-1', resolution: 'Duplicate' });
    harness.human.moveProject(other);
    expect((await read()).map(({ state, duplicateOf }) => [state, duplicateOf])).toEqual([
      ['cancelled', 'OPS-1'],
      ['open', null],
    ]);
  });
});

/** A create that was sent twice, and never answered. */
async function makeTwins(harness: JiraHarness, identity: IssueIdentity): Promise<void> {
  harness.sandbox.faults.next('createIssue', { kind: 'executed-twice', answered: 'first' });
  done(await ensureOne(harness.restarted(), identity, draft()));
}
