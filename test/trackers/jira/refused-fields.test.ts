import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueDraft, IssueIdentity } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { done, newIdentity, notes, reason } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

describe('a field Jira Cloud does not take', () => {
  let harness: JiraHarness;
  let identity: IssueIdentity;

  beforeEach(async () => {
    harness = await startJiraHarness();
    identity = newIdentity();
  });
  afterEach(() => harness.close());

  it('J22: a required field parks the create with Jira’s own words', async () => {
    const outcome = await ensureOne(harness.tracker, identity, draft({ destination: security({}) }));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain('customfield_10042: Root cause is required.');
    const configured = draft({ destination: security({ customfield_10042: 'unknown' }) });
    done(await ensureOne(harness.tracker, identity, configured));
    expect(harness.sandbox.store.issues()[0]?.custom).toEqual({ customfield_10042: 'unknown' });
  });

  it('J22: so does one that only the workflow requires', async () => {
    harness.sandbox.faults.next('createIssue', usualFaults.fieldRequired('customfield_7', 'Team'));
    const outcome = await ensureOne(harness.tracker, identity, draft());
    expect(reason(outcome)).toContain('customfield_7: Team is required.');
    expect(harness.seen()).toEqual([]);
  });

  it('J23: a field that is not on the screen is left out once, with a note', async () => {
    const wanted = draft({ destination: security({ customfield_10042: 'x' }), priority: 'high' });
    const outcome = await ensureOne(harness.tracker, identity, wanted);
    expect(done(outcome).project).toBe('SEC');
    expect(notes(outcome)).toEqual([expect.stringContaining('priority was left out')]);
    expect(harness.sandbox.requests().filter(({ operation }) => operation === 'createIssue')).toHaveLength(2);
  });

  it('J23: labels are never left out, because they carry the marker', async () => {
    harness.sandbox.faults.next('createIssue', usualFaults.notOnScreen('labels'));
    expect(reason(await ensureOne(harness.tracker, identity, draft()))).toContain('labels');
    expect(harness.seen()).toEqual([]);
  });

  it('J23: the same holds for a change', async () => {
    const issue = done(await ensureOne(harness.tracker, identity, draft()));
    harness.sandbox.faults.next('editIssue', usualFaults.notOnScreen('duedate'));
    const change = { due: '2026-12-01', title: 'Reject every unknown currency code' };
    const outcome = await harness.tracker.updateIssue(issue.id, change);
    expect(done(outcome)).toMatchObject({ title: change.title, due: null });
    expect(notes(outcome)).toEqual([expect.stringContaining('duedate was left out')]);
  });

  it('J24: title and labels are made fit beforehand', async () => {
    const outcome = await ensureOne(
      harness.tracker,
      identity,
      draft({ title: `First line\nsecond ${'x'.repeat(300)}`, labels: ['two words', 'two words', ' '] }),
    );
    const issue = done(outcome);
    expect(issue.title).toHaveLength(254);
    expect(issue.title).toMatch(/^First line second x+…$/);
    expect(issue.labels).toEqual(['two-words', `pm-${identity.key}`]);
  });

  it('J25: an owner who may not be assigned in the project leaves the issue to nobody, with a note', async () => {
    const olga = { name: 'Olga Only', emails: ['olga@acme.example'], account: null };
    const outcome = await ensureOne(harness.tracker, identity, draft({ assignee: olga }));
    expect(done(outcome).assignee).toBeNull();
    expect(notes(outcome).join()).toContain('Olga Only cannot be assigned');
  });

  it('J25: an owner whose e-mail Jira hides is found by a name that only one person has', async () => {
    const dana = { name: 'Dana Cole', emails: ['dana@acme.example'], account: null };
    const outcome = await ensureOne(harness.tracker, identity, draft({ assignee: dana }));
    expect(done(outcome).assignee).toMatchObject({ name: 'Dana Cole', email: null });
    expect(notes(outcome).join()).toContain('found by name');
  });

  it('J26: an archived project parks the create and names it', async () => {
    const outcome = await ensureOne(
      harness.tracker,
      identity,
      draft({ destination: { ...security({}), project: 'OLD' } }),
    );
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain('OLD');
  });

  it('J25: an account that was closed since, or is nobody’s, leaves the issue to nobody', async () => {
    for (const account of ['gary-1', 'no-such-account']) {
      const outcome = await ensureOne(
        harness.tracker,
        newIdentity(),
        draft({ assignee: { name: 'Left Lee', emails: [], account } }),
      );
      expect(done(outcome).assignee).toBeNull();
      expect(notes(outcome).join()).toContain('Left Lee cannot be assigned');
    }
  });

  it('J24: a priority the project does not offer is left out, with a note', async () => {
    const said = { priority: 'The priority selected is invalid.' };
    harness.sandbox.faults.next('createIssue', { kind: 'refused', errors: said });
    const outcome = await ensureOne(harness.tracker, identity, draft({ priority: 'high' }));
    expect(notes(outcome)).toEqual([expect.stringContaining('priority was left out')]);
  });

  it.each([400, 403, 404])('J26: no permission to create (%i) parks the create', async (status) => {
    const messages = ['You do not have permission to create issues in this project.'];
    harness.sandbox.faults.next('createIssue', { kind: 'refused', status, messages });
    const outcome = await ensureOne(harness.tracker, identity, draft());
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toMatch(/permission to create issues.*PAY/);
  });
});

function security(fields: Record<string, unknown>): IssueDraft['destination'] {
  return { project: 'SEC', issueType: 'Task', fields };
}
