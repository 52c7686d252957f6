import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/trackers/tracker.ts';
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

function named(name: string): Person {
  return { name, emails: [], account: null };
}

describe('names that changed behind our back', () => {
  it('L16: leaves the next issue unassigned when the owner was deactivated meanwhile', async () => {
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    harness.sandbox.store.deactivate('Priya Nair');
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(done(outcome).assignee).toBeNull();
    expect(notes(outcome).join(' ')).toContain('deactivated');
  });

  it('L15: makes the label again when somebody deleted it meanwhile', async () => {
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    const { labels } = harness.sandbox.store.data;
    for (const [id, label] of labels) if (label.name === 'postmortem') labels.delete(id);
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    expect(harness.seen()[1]?.labels).toEqual(['postmortem']);
  });

  it('L30: reads a state of a type nobody knows as open', async () => {
    const issue = done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    harness.human.move(issue.id, 'done', 'known');
    for (const state of harness.sandbox.store.data.states.values()) {
      if (state.name === 'Done') state.type = 'deferred';
    }
    const { issues } = await harness.tracker.fetchIssues([issue.id]);
    expect(issues).toMatchObject([{ state: 'open', stateName: 'Done' }]);
  });
});

describe('labels', () => {
  it('makes a missing label once, for the whole workspace', async () => {
    for (let count = 0; count < 2; count += 1) {
      done(await ensureOne(harness.tracker, newIdentity(), draft(harness, { labels: ['reliability'] })));
    }
    const made = [...harness.sandbox.store.data.labels.values()].filter(({ name }) => name === 'reliability');
    expect(made).toMatchObject([{ teamId: null }]);
    expect(harness.sandbox.requests('issueLabelCreate')).toBe(1);
  });

  it('L15: makes one in the team when only another team has a label of the name', async () => {
    const issue = done(
      await ensureOne(harness.tracker, newIdentity(), draft(harness, { labels: ['ops-only'] })),
    );
    expect(issue.labels).toEqual(['ops-only']);
  });

  it.each([
    ['area', 'group'],
    ['old', 'retired'],
  ])('L15: refuses the label %s, saying that it is a %s', async (label, word) => {
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness, { labels: [label] }));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    expect(reason(outcome)).toContain(label);
    expect(reason(outcome)).toContain(word);
    expect(harness.seen()).toEqual([]);
  });
});

describe('people', () => {
  it('finds a person by the whole name alone, in any case', async () => {
    const words = draft(harness, { assignee: named('priya nair') });
    expect(done(await ensureOne(harness.tracker, newIdentity(), words)).assignee?.name).toBe('Priya Nair');
  });

  it('never guesses between two people of one name', async () => {
    const { users } = harness.sandbox.store.data;
    users.set('twin', {
      id: 'twin',
      name: 'Priya Nair',
      displayName: 'pn2',
      email: 'priya.nair2@acme.example',
      active: true,
      app: false,
      assignable: true,
      admin: false,
    });
    const outcome = await ensureOne(
      harness.tracker,
      newIdentity(),
      draft(harness, { assignee: named('Priya Nair') }),
    );
    expect(done(outcome).assignee).toBeNull();
    expect(notes(outcome).join(' ')).toContain('several people');
  });
});
