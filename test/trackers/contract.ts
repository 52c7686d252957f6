import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue, IssueDraft, IssueIdentity, Tracker, WriteOutcome } from '../../src/trackers/tracker.ts';
import { type SeenIssue, type TrackerHarness, writeFaults } from './harness.ts';

const minutes = 60_000;
const hours = 60 * minutes;

/** One suite that every adapter passes: what the rest of the house may rely on, whatever the vendor. */
export function describeTrackerContract(name: string, start: () => Promise<TrackerHarness>): void {
  describe(`${name} keeps the tracker contract`, () => {
    let harness: TrackerHarness;
    let tracker: Tracker;

    beforeEach(async () => {
      harness = await start();
      tracker = harness.tracker;
    });
    afterEach(async () => {
      await harness.close();
    });

    describe('creating', () => {
      it('shows owner, due date, priority, labels and the link back', async () => {
        const identity = newIdentity();
        const issue = done(await tracker.ensureIssue(identity, draft(harness)));
        expect(issue).toMatchObject({
          title: 'Reject unknown currency codes',
          project: harness.destination.project,
          state: 'open',
          due: '2026-11-20',
          priority: 'high',
          trashed: false,
          archived: false,
        });
        expect(issue.assignee?.name).toBe(harness.people.known.name);
        expect(issue.labels).toContain(harness.label);
        const seen = only(harness);
        expect(seen).toMatchObject({
          id: issue.id,
          key: issue.key,
          assignee: harness.people.known.name,
          due: '2026-11-20',
          priority: 'high',
        });
        expect(seen.labels).toContain(harness.label);
        expect(seen.backlinks).toEqual([
          { url: 'https://followthrough.example/postmortems/7#ai-3', title: 'Checkout refused cards' },
        ]);
        expect(seen.hiddenKeys).toEqual([identity.key]);
      });

      it('finds a person by account where the configuration names one', async () => {
        const outcome = await tracker.ensureIssue(
          newIdentity(),
          draft(harness, { assignee: harness.people.other }),
        );
        expect(done(outcome).assignee?.name).toBe(harness.people.other.name);
        expect(notes(outcome)).toEqual([]);
      });

      it.each(['unknown', 'deactivated'] as const)(
        'leaves the issue unassigned and says so when the owner is %s',
        async (who) => {
          const person = harness.people[who];
          const outcome = await tracker.ensureIssue(newIdentity(), draft(harness, { assignee: person }));
          expect(done(outcome).assignee).toBeNull();
          expect(notes(outcome).join(' ')).toContain(person.name);
          expect(only(harness).assignee).toBeNull();
        },
      );

      it('accepts an item without owner, due date and priority', async () => {
        const outcome = await tracker.ensureIssue(
          newIdentity(),
          draft(harness, { assignee: null, due: null, priority: null }),
        );
        expect(done(outcome)).toMatchObject({ assignee: null, due: null });
        expect(notes(outcome)).toEqual([]);
      });

      it('makes one issue of one identity', async () => {
        const identity = newIdentity();
        const first = done(await tracker.ensureIssue(identity, draft(harness)));
        const again = done(
          await tracker.ensureIssue({ ...identity, attemptedAt: harness.now() }, draft(harness)),
        );
        expect(again.id).toBe(first.id);
        expect(harness.seen()).toHaveLength(1);
        expect(only(harness).backlinks).toHaveLength(1);
      });

      it('makes two issues of two identities, even with the same words', async () => {
        await tracker.ensureIssue(newIdentity(), draft(harness));
        await tracker.ensureIssue(newIdentity(), draft(harness));
        expect(harness.seen()).toHaveLength(2);
      });

      it.each(writeFaults)(
        'makes one issue when the answer meets a %s and the call is repeated',
        async (fault) => {
          const identity = newIdentity();
          harness.faults.onNextCreate(fault);
          const first = await tracker.ensureIssue(identity, draft(harness));
          expect(first.outcome).toBe('unknown');
          expect(harness.seen()).toHaveLength(1);
          const issue = await settle(harness, identity, draft(harness), first);
          expect(harness.seen()).toHaveLength(1);
          const seen = only(harness);
          expect(seen.id).toBe(issue.id);
          expect(seen.backlinks).toHaveLength(1);
          expect(seen.hiddenKeys).toEqual([identity.key]);
        },
      );

      it('waits for as long as the tracker asks when it is rate limited, having done nothing', async () => {
        const identity = newIdentity();
        harness.faults.rateLimitNextCreate(120);
        const outcome = await tracker.ensureIssue(identity, draft(harness));
        expect(harness.seen()).toEqual([]);
        if (outcome.outcome !== 'refused') throw new Error(`Expected refused, got ${outcome.outcome}`);
        const wait = (outcome.retryAfter?.getTime() ?? 0) - harness.now().getTime();
        expect(wait).toBeGreaterThanOrEqual(120_000);
        expect(wait).toBeLessThanOrEqual(180_000);
        done(await tracker.ensureIssue({ ...identity, attemptedAt: null }, draft(harness)));
        expect(harness.seen()).toHaveLength(1);
      });

      it('refuses a project that does not exist, with its name and without a retry', async () => {
        const outcome = await tracker.ensureIssue(
          newIdentity(),
          draft(harness, { destination: { ...harness.destination, project: 'NOSUCH' } }),
        );
        expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
        expect(reason(outcome)).toContain('NOSUCH');
        expect(harness.seen()).toEqual([]);
      });
    });

    describe('changing', () => {
      it('only ever adds labels', async () => {
        const issue = await created(harness);
        harness.human.addLabel(issue.id, 'mine');
        done(await tracker.updateIssue(issue.id, { addLabels: [harness.label, 'reliability'] }));
        expect(only(harness).labels.toSorted()).toEqual([harness.label, 'mine', 'reliability'].toSorted());
      });

      it('changes what is named and leaves the rest alone, however often it is asked', async () => {
        const issue = await created(harness);
        const change = {
          due: '2026-12-01',
          assignee: harness.people.other,
          comment: 'Re-dated in the review of 2026-11-16.',
        };
        done(await tracker.updateIssue(issue.id, change));
        const again = done(await tracker.updateIssue(issue.id, change));
        expect(again).toMatchObject({ due: '2026-12-01', title: issue.title, priority: 'high' });
        expect(only(harness)).toMatchObject({
          due: '2026-12-01',
          assignee: harness.people.other.name,
          priority: 'high',
        });
        expect(only(harness).comments).toHaveLength(1);
        expect(only(harness).comments[0]).toContain('Re-dated in the review of 2026-11-16.');
      });

      it('takes owner and due date away when told to', async () => {
        const issue = await created(harness);
        done(await tracker.updateIssue(issue.id, { due: null, assignee: null }));
        expect(only(harness)).toMatchObject({ due: null, assignee: null });
      });

      it('keeps the present owner and says so when the new one is unknown', async () => {
        const issue = await created(harness);
        const outcome = await tracker.updateIssue(issue.id, { assignee: harness.people.unknown });
        expect(notes(outcome).join(' ')).toContain(harness.people.unknown.name);
        expect(only(harness).assignee).toBe(harness.people.known.name);
      });

      it('cancels, and cancels again without harm', async () => {
        const issue = await created(harness);
        done(await tracker.updateIssue(issue.id, { state: 'cancelled' }));
        expect(done(await tracker.updateIssue(issue.id, { state: 'cancelled' })).state).toBe('cancelled');
        expect(only(harness).state).toBe('cancelled');
      });

      it('renews the link back instead of adding a second one', async () => {
        const issue = await created(harness);
        const backlink = { ...draft(harness).backlink, title: 'Checkout refused every card' };
        done(await tracker.updateIssue(issue.id, { backlink }));
        expect(only(harness).backlinks).toEqual([{ url: backlink.url, title: backlink.title }]);
      });

      it.each(writeFaults)('does not know when the answer meets a %s, and may be repeated', async (fault) => {
        const issue = await created(harness);
        harness.faults.onNextUpdate(fault);
        const outcome = await tracker.updateIssue(issue.id, { due: '2026-12-24' });
        expect(outcome.outcome).toBe('unknown');
        expect(done(await tracker.updateIssue(issue.id, { due: '2026-12-24' })).due).toBe('2026-12-24');
      });

      it('refuses to change an issue that is not there', async () => {
        const issue = await created(harness);
        harness.human.purge(issue.id);
        const outcome = await tracker.updateIssue(issue.id, { due: '2026-12-01' });
        expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
      });
    });

    describe('reading', () => {
      it.each(['open', 'in_progress', 'done', 'cancelled'] as const)('reads the state %s', async (state) => {
        const issue = await created(harness);
        harness.human.move(issue.id, state, 'known');
        expect((await fetched(harness, issue.id)).state).toBe(state);
      });

      it('reads more issues than one request can hold', async () => {
        const ids = Array.from({ length: 260 }, (_, index) =>
          harness.human.create({ title: `Issue ${index}`, labels: [] }),
        );
        const { issues, absent } = await tracker.fetchIssues(ids);
        expect(issues.map((issue) => issue.id).toSorted()).toEqual(ids.toSorted());
        expect(absent).toEqual([]);
      });

      it('asks nothing when there is nothing to read', async () => {
        const before = tracker.requestCount();
        expect(await tracker.fetchIssues([])).toEqual({ issues: [], absent: [] });
        expect(await tracker.historyOf([])).toEqual([]);
        expect(tracker.requestCount()).toBe(before);
      });

      it('follows an issue into another project by its id and by its old key', async () => {
        const issue = await created(harness);
        harness.human.moveProject(issue.id);
        const moved = await fetched(harness, issue.id);
        expect(moved.project).toBe(harness.otherDestination.project);
        expect(moved.key).not.toBe(issue.key);
        expect((await tracker.findIssue(issue.key))?.id).toBe(issue.id);
        expect((await tracker.findIssue(moved.key))?.id).toBe(issue.id);
      });

      it('still reads what was put in the bin or archived, and says which', async () => {
        const { trash, archive } = harness.human;
        const issue = await created(harness);
        archive?.(issue.id);
        expect(await fetched(harness, issue.id)).toMatchObject({
          archived: archive !== null,
          trashed: false,
        });
        trash?.(issue.id);
        expect((await fetched(harness, issue.id)).trashed).toBe(trash !== null);
      });

      it('calls absent what is gone for good, and nothing else', async () => {
        const gone = await created(harness);
        const kept = await created(harness);
        harness.human.purge(gone.id);
        const { issues, absent } = await tracker.fetchIssues([gone.id, kept.id]);
        expect(issues.map((issue) => issue.id)).toEqual([kept.id]);
        expect(absent).toEqual([gone.id]);
      });

      it('finds an issue by key, in any case, and by address', async () => {
        const issue = await created(harness);
        expect((await tracker.findIssue(issue.key))?.id).toBe(issue.id);
        expect((await tracker.findIssue(issue.key.toLowerCase()))?.id).toBe(issue.id);
        expect((await tracker.findIssue(issue.url))?.id).toBe(issue.id);
      });

      it.each(['NOSUCH-99', 'https://elsewhere.example/browse/OPS-1', 'no key at all', '', '../../admin'])(
        'finds nothing under %j',
        async (reference) => {
          expect(await tracker.findIssue(reference)).toBeNull();
        },
      );

      it('finds what changed since an instant, and only what carries the label', async () => {
        const quiet = await created(harness);
        const unlabelled = harness.human.create({ title: 'Somebody else’s work', labels: [] });
        harness.setNow(new Date(harness.now().getTime() + 2 * hours));
        const since = harness.now();
        const changed = await created(harness);
        harness.setNow(new Date(harness.now().getTime() + minutes));
        harness.human.reDate(changed.id, '2026-12-24', 'known');
        harness.human.reDate(unlabelled, '2026-12-24', 'known');
        const issues = await tracker.changedSince(harness.label, since);
        expect(issues.map((issue) => issue.id)).toEqual([changed.id]);
        expect(issues[0]?.due).toBe('2026-12-24');
        expect(issues.map((issue) => issue.id)).not.toContain(quiet.id);
      });

      it('overlaps, so that a change made while the last sweep ran is not lost', async () => {
        const issue = await created(harness);
        const since = new Date(harness.now().getTime() + 2 * minutes);
        expect((await tracker.changedSince(harness.label, since)).map((found) => found.id)).toEqual([
          issue.id,
        ]);
      });

      it('knows of no change under a label nobody uses', async () => {
        await created(harness);
        expect(await tracker.changedSince('no-such-label', new Date(0))).toEqual([]);
      });
    });

    describe('history', () => {
      it('tells every change with the tracker’s own time, oldest first, and who made it', async () => {
        const issue = await created(harness);
        const moments = [1, 26, 50, 75, 99].map((n) => new Date(harness.now().getTime() + n * hours));
        const acts = [
          () => harness.human.move(issue.id, 'in_progress', 'known'),
          () => harness.human.reDate(issue.id, '2026-12-24', 'other'),
          () => harness.human.reassign(issue.id, 'other', 'known'),
          () => harness.human.prioritise(issue.id, 'low', 'other'),
          () => harness.human.move(issue.id, 'done', 'other'),
        ];
        for (const [index, act] of acts.entries()) {
          harness.setNow(moments[index] ?? harness.now());
          act();
        }
        const { known, other } = harness.people;
        const entries = await tracker.historyOf([issue.id]);
        const told = entries
          .filter((entry) => entry.occurredAt >= (moments[0] ?? harness.now()))
          .map(({ field, value, by, occurredAt, ours }) => ({ field, value, by, occurredAt, ours }));
        expect(told).toEqual([
          { field: 'state', value: 'in_progress', by: known.name, occurredAt: moments[0], ours: false },
          { field: 'due', value: '2026-12-24', by: other.name, occurredAt: moments[1], ours: false },
          { field: 'assignee', value: other.name, by: known.name, occurredAt: moments[2], ours: false },
          { field: 'priority', value: 'low', by: other.name, occurredAt: moments[3], ours: false },
          { field: 'state', value: 'done', by: other.name, occurredAt: moments[4], ours: false },
        ]);
      });

      it('tells when a due date or an owner was taken away', async () => {
        const issue = await created(harness);
        harness.setNow(new Date(harness.now().getTime() + hours));
        harness.human.reDate(issue.id, null, 'known');
        harness.setNow(new Date(harness.now().getTime() + hours));
        harness.human.reassign(issue.id, null, 'known');
        const entries = await tracker.historyOf([issue.id]);
        expect(entries.slice(-2).map(({ field, value }) => ({ field, value }))).toEqual([
          { field: 'due', value: null },
          { field: 'assignee', value: null },
        ]);
      });

      it('marks our own changes as ours', async () => {
        const issue = await created(harness);
        harness.setNow(new Date(harness.now().getTime() + hours));
        done(await tracker.updateIssue(issue.id, { due: '2026-12-24' }));
        const entries = await tracker.historyOf([issue.id]);
        expect(entries.at(-1)).toMatchObject({ field: 'due', value: '2026-12-24', ours: true });
      });

      it('gives each entry a name of its own that stays the same', async () => {
        const first = await created(harness);
        const second = await created(harness);
        for (const id of [first.id, second.id]) {
          harness.setNow(new Date(harness.now().getTime() + hours));
          harness.human.move(id, 'done', 'known');
          harness.human.reDate(id, '2026-12-24', 'known');
        }
        const once = await tracker.historyOf([first.id, second.id]);
        const twice = await tracker.historyOf([first.id, second.id]);
        const names = once.map((entry) => entry.entryId);
        expect(twice.map((entry) => entry.entryId)).toEqual(names);
        expect(new Set(names).size).toBe(names.length);
        expect(new Set(once.map((entry) => entry.issueId))).toEqual(new Set([first.id, second.id]));
      });
    });

    describe('when the tracker cannot be believed', () => {
      it('says unauthorised for a wrong credential and calls nothing absent', async () => {
        const issue = await created(harness);
        const wrong = harness.withWrongCredential;
        for (const read of [
          () => wrong.fetchIssues([issue.id]),
          () => wrong.findIssue(issue.key),
          () => wrong.changedSince(harness.label, new Date(0)),
          () => wrong.historyOf([issue.id]),
        ]) {
          await expect(read()).rejects.toMatchObject({ name: 'TrackerError', kind: 'unauthorised' });
        }
        expect((await wrong.ensureIssue(newIdentity(), draft(harness))).outcome).toBe('refused');
        expect((await wrong.updateIssue(issue.id, { due: '2026-12-01' })).outcome).toBe('refused');
        expect(harness.seen()).toHaveLength(1);
      });

      it('says unreachable when nobody answers, and does not know about a write', async () => {
        const away = harness.unreachable;
        await expect(away.fetchIssues([randomUUID()])).rejects.toMatchObject({ kind: 'unreachable' });
        expect((await away.ensureIssue(newIdentity(), draft(harness))).outcome).toBe('unknown');
        expect((await away.updateIssue('1', { due: '2026-12-01' })).outcome).toBe('unknown');
      });

      it('says unreachable when the vendor is down, and calls nothing absent', async () => {
        const issue = await created(harness);
        harness.faults.down();
        await expect(tracker.fetchIssues([issue.id])).rejects.toMatchObject({ kind: 'unreachable' });
        await expect(tracker.findIssue(issue.key)).rejects.toMatchObject({ kind: 'unreachable' });
      });

      it('never shows its secret', async () => {
        const messages: string[] = [];
        for (const adapter of [harness.withWrongCredential, harness.unreachable]) {
          messages.push(reason(await adapter.ensureIssue(newIdentity(), draft(harness))));
          await adapter.fetchIssues([randomUUID()]).catch((error: unknown) => messages.push(String(error)));
          for (const finding of await adapter.check({ destinations: [], labels: [], people: [] })) {
            messages.push(finding.what, finding.do);
          }
        }
        expect(messages.length).toBeGreaterThanOrEqual(6);
        expect(messages.every((message) => message !== '')).toBe(true);
        expect(messages.join('\n')).not.toContain(harness.secret);
        expect(messages.join('\n')).not.toContain('Reject unknown currency codes');
      });
    });

    describe('checking', () => {
      it('finds nothing wrong with a good configuration, and creates nothing', async () => {
        const findings = await tracker.check({
          destinations: [harness.destination, harness.otherDestination],
          labels: [harness.label],
          people: [harness.people.known, harness.people.other],
        });
        expect(findings).toEqual([]);
        expect(harness.seen()).toEqual([]);
      });

      it('lists every problem at once, each with what to do', async () => {
        const findings = await tracker.check(harness.flawed.request);
        for (const named of harness.flawed.names) {
          expect(findings.map((finding) => finding.what).join('\n')).toContain(named);
        }
        expect(findings).toHaveLength(harness.flawed.names.length);
        expect(findings.every((finding) => finding.do.length > 10)).toBe(true);
      });

      it('reports a dead credential and an unreachable tracker as findings', async () => {
        const request = { destinations: [harness.destination], labels: [], people: [] };
        expect(await harness.withWrongCredential.check(request)).toHaveLength(1);
        expect(await harness.unreachable.check(request)).toHaveLength(1);
      });
    });

    it('counts its requests', async () => {
      const before = tracker.requestCount();
      await created(harness);
      expect(tracker.requestCount()).toBeGreaterThan(before);
    });
  });
}

/** A fresh identity, never used before. */
export function newIdentity(): IssueIdentity {
  return { uuid: randomUUID(), key: randomUUID().replaceAll('-', '').slice(0, 20), attemptedAt: null };
}

/** A complete draft for the harness's destination. */
export function draft(harness: TrackerHarness, changes: Partial<IssueDraft> = {}): IssueDraft {
  return {
    destination: harness.destination,
    title: 'Reject unknown currency codes',
    description:
      'From [Checkout refused cards](https://followthrough.example/postmortems/7).\n\n- one\n- two',
    assignee: harness.people.known,
    due: '2026-11-20',
    priority: 'high',
    labels: [harness.label],
    backlink: {
      url: 'https://followthrough.example/postmortems/7#ai-3',
      title: 'Checkout refused cards',
      subtitle: 'INC-231 · SEV1',
    },
    ...changes,
  };
}

/** What was written, or a test failure that says why it was not. */
export function done<T>(outcome: WriteOutcome<T>): T {
  if (outcome.outcome !== 'done') throw new Error(`Expected done, got ${outcome.outcome}: ${outcome.reason}`);
  return outcome.value;
}

/** The notes of a write that was done. */
export function notes<T>(outcome: WriteOutcome<T>): readonly string[] {
  done(outcome);
  return outcome.outcome === 'done' ? outcome.notes : [];
}

/** Why a write was not done. */
export function reason<T>(outcome: WriteOutcome<T>): string {
  if (outcome.outcome === 'done') throw new Error('Expected refused or unknown, got done');
  return outcome.reason;
}

async function created(harness: TrackerHarness): Promise<Issue> {
  return done(await harness.tracker.ensureIssue(newIdentity(), draft(harness)));
}

async function fetched(harness: TrackerHarness, id: string): Promise<Issue> {
  const { issues } = await harness.tracker.fetchIssues([id]);
  const [issue] = issues;
  if (issues.length !== 1 || issue === undefined) throw new Error(`Expected one issue, got ${issues.length}`);
  return issue;
}

function only(harness: TrackerHarness): SeenIssue {
  const issues = harness.seen();
  const [issue] = issues;
  if (issues.length !== 1 || issue === undefined) throw new Error(`Expected one issue, got ${issues.length}`);
  return issue;
}

/** Repeats a creation as the drain does: each time when the last answer said it may be. */
async function settle(
  harness: TrackerHarness,
  identity: IssueIdentity,
  words: IssueDraft,
  first: WriteOutcome<Issue>,
): Promise<Issue> {
  const attemptedAt = harness.now();
  let outcome = first;
  for (let attempt = 0; attempt < 6 && outcome.outcome === 'unknown'; attempt += 1) {
    harness.setNow(new Date(Math.max(outcome.retryAfter.getTime(), harness.now().getTime())));
    outcome = await harness.tracker.ensureIssue({ ...identity, attemptedAt }, words);
  }
  return done(outcome);
}
