import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JiraFault } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueDraft, IssueRequest } from '../../../src/trackers/tracker.ts';
import { done, newIdentity, notes, reason } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const minutes = 60_000;
const security = { project: 'SEC', issueType: 'Task', fields: {} };

describe('a batch of creates in Jira Cloud', () => {
  let harness: JiraHarness;
  const later = (milliseconds: number): void =>
    harness.setNow(new Date(harness.now().getTime() + milliseconds));
  const again = (requests: readonly IssueRequest[]): readonly IssueRequest[] =>
    requests.map((each) => ({ ...each, identity: { ...each.identity, attemptedAt: harness.now() } }));
  const sent = (operation: string): number =>
    harness.sandbox.requests().filter((request) => request.operation === operation).length;
  const keysSeen = (): readonly string[] => harness.seen().flatMap(({ hiddenKeys }) => hiddenKeys);

  beforeEach(async () => {
    harness = await startJiraHarness();
  });
  afterEach(() => harness.close());

  it('is one call and one look, and leaves the links back owed', async () => {
    const requests = batch(50);
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => done(outcome).marker)).toEqual(markersOf(requests));
    expect(outcomes.every((outcome) => outcome.outcome === 'done' && outcome.unlinked === true)).toBe(true);
    expect(harness.sandbox.requests().map(({ operation }) => operation)).toEqual([
      'createIssues',
      'bulkFetchIssues',
    ]);
    expect(keysSeen()).toEqual(markersOf(requests));
  });

  it('of more than Jira takes at once goes in several calls', async () => {
    const outcomes = await harness.tracker.ensureIssues(batch(120));
    expect(outcomes.map((outcome) => outcome.outcome)).toEqual(Array(120).fill('done'));
    expect([sent('createIssues'), harness.seen().length]).toEqual([3, 120]);
  });

  it('makes one issue of one identity that is named twice', async () => {
    const [request, other] = batch(2);
    if (!request || !other) throw new Error('no requests');
    const [first, , third] = await harness.tracker.ensureIssues([request, other, request]);
    expect(harness.seen()).toHaveLength(2);
    expect(first && third && done(first).id === done(third).id).toBe(true);
  });

  it('J10: says of each issue whose it is by its marker, in whatever order Jira names them', async () => {
    harness.sandbox.faults.next('createIssues', { kind: 'altered', how: 'reversed' });
    const requests = batch(5);
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => done(outcome).title)).toEqual(requests.map((each) => each.draft.title));
    expect(outcomes.map((outcome) => done(outcome).marker)).toEqual(markersOf(requests));
  });

  it('J10: makes the others when one is refused, in Jira’s own words', async () => {
    const requests = batch(4).map((each, place) =>
      place === 1 ? { ...each, draft: draft({ destination: security }) } : each,
    );
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => outcome.outcome)).toEqual(['done', 'refused', 'done', 'done']);
    expect(outcomes[1]).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(outcomes[1] && reason(outcomes[1])).toMatch(/customfield_10042: Root cause is required\..*SEC/);
    expect(keysSeen()).toEqual([0, 2, 3].map((place) => markersOf(requests)[place]));
  });

  it('J11: refuses each for its own reason when all are refused', async () => {
    const destinations = [security, { ...security, project: 'OLD' }, { ...security, project: 'NOSUCH' }];
    const requests = destinations.map((destination) => asking({ destination }));
    const reasons = (await harness.tracker.ensureIssues(requests)).map((outcome) => reason(outcome));
    expect(reasons[0]).toContain('Root cause is required.');
    expect(reasons[1]).toMatch(/valid project is required.*OLD/);
    expect(reasons[2]).toMatch(/valid project is required.*NOSUCH/);
    expect(sent('createIssues')).toBe(1);
    expect(harness.seen()).toEqual([]);
  });

  it('J11: a dead token is not taken for a refusal of the projects', async () => {
    harness.sandbox.faults.hideLoginReason();
    const outcomes = await harness.withWrongCredential.ensureIssues(batch(3));
    const untilMended = { outcome: 'refused', retryAfter: harness.now(), trackerWide: true };
    expect(outcomes).toMatchObject([untilMended, untilMended, untilMended]);
  });

  it.each([0, 3, 6])(
    'J12: finds the %i of 6 that were made before the gateway gave up, and makes the rest once',
    async (first) => {
      harness.sandbox.faults.next('createIssues', { kind: 'partial-commit', first });
      harness.sandbox.faults.searchLag(minutes);
      const requests = batch(6);
      const outcomes = await harness.tracker.ensureIssues(requests);
      expect(outcomes.map((outcome) => outcome.outcome)).toEqual(Array(6).fill('unknown'));
      const repeated = again(requests);
      const looked = await harness.restarted().ensureIssues(repeated);
      expect(looked.map((outcome) => outcome.outcome)).toEqual(
        requests.map((_, place) => (place < first ? 'done' : 'unknown')),
      );
      later(2 * minutes);
      const settled = await harness.restarted().ensureIssues(repeated);
      expect(settled.map((outcome) => done(outcome).marker)).toEqual(markersOf(requests));
      expect(keysSeen()).toEqual(markersOf(requests));
    },
  );

  it.each<[string, JiraFault]>([
    ['J7: a 504 after the commit', { kind: 'server-error' }],
    ['J8: a connection that breaks', { kind: 'lost-answer' }],
    ['J8: an answer that is cut', { kind: 'cut-body' }],
    ['J8: an empty 201', { kind: 'cut-body', keep: 0 }],
  ])('%s is followed by one look for all, not by another create', async (_what, fault) => {
    const requests = batch(50);
    harness.sandbox.faults.next('createIssues', fault);
    harness.sandbox.faults.searchLag(5 * minutes);
    expect(new Set((await harness.tracker.ensureIssues(requests)).map(({ outcome }) => outcome))).toEqual(
      new Set(['unknown']),
    );
    const before = harness.sandbox.requests().length;
    const found = await harness.restarted().ensureIssues(again(requests));
    expect(found.map((outcome) => done(outcome).marker)).toEqual(markersOf(requests));
    const look = harness.sandbox.requests().slice(before);
    expect(look.map(({ operation }) => operation)).toEqual([
      'myself',
      'search',
      'search',
      'search',
      'bulkFetchIssues',
    ]);
    expect(harness.seen()).toHaveLength(50);
  });

  it('J17: an issue Jira made and does not show is unknown, and found later', async () => {
    harness.sandbox.faults.next('bulkFetchIssues', { kind: 'altered', how: 'issue-omitted' });
    const requests = batch(3);
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unknown', 'done', 'done']);
    const [first] = again(requests);
    if (!first) throw new Error('no request');
    const [found] = await harness.restarted().ensureIssues([first]);
    expect(found && done(found).marker).toBe(first.identity.key);
    expect(harness.seen()).toHaveLength(3);
  });

  it('J23: sends once more, without the field, only what was refused for it', async () => {
    const destination = { ...security, fields: { customfield_10042: 'x' } };
    const requests = [asking({ priority: 'high' }), asking({ priority: 'high', destination }), asking({})];
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => done(outcome).priority)).toEqual(['high', 'medium', 'medium']);
    expect(outcomes.map((outcome) => notes(outcome).length)).toEqual([0, 1, 0]);
    expect(outcomes[1] && notes(outcomes[1])[0]).toContain('priority was left out');
    expect([sent('createIssues'), sent('bulkFetchIssues'), harness.seen().length]).toEqual([2, 1, 3]);
  });

  it('J25: leaves to nobody the one whose owner may not be assigned', async () => {
    const olga = { name: 'Olga Only', emails: ['olga@acme.example'], account: null };
    const outcomes = await harness.tracker.ensureIssues([asking({ assignee: olga }), asking({})]);
    expect(outcomes.map((outcome) => done(outcome).assignee)).toEqual([null, null]);
    expect(outcomes[0] && notes(outcomes[0]).join()).toContain('Olga Only cannot be assigned');
  });

  it.each([413, 400])('goes in halves when Jira refuses the call as such (%i)', async (status) => {
    harness.sandbox.faults.next('createIssues', { kind: 'refused', status, messages: ['No.'] });
    const requests = batch(5);
    const outcomes = await harness.tracker.ensureIssues(requests);
    expect(outcomes.map((outcome) => done(outcome).marker)).toEqual(markersOf(requests));
    expect([sent('createIssues'), harness.seen().length]).toEqual([3, 5]);
  });
});

function asking(changes: Partial<IssueDraft>): IssueRequest {
  return { identity: newIdentity(), draft: draft(changes) };
}

function batch(count: number): readonly IssueRequest[] {
  return Array.from({ length: count }, (_, place) => asking({ title: `Item ${place}` }));
}

function markersOf(requests: readonly IssueRequest[]): readonly string[] {
  return requests.map(({ identity }) => identity.key);
}
