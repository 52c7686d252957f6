import { describe, expect, it } from 'vitest';
import type { TrackerHarness } from '../harness.ts';
import { done, created } from './drafts.ts';

const hours = 3_600_000;

/** What `historyOf` owes: the tracker's own times and people. */
export function describeHistory(subject: () => TrackerHarness): void {
  describe('history', () => {
    it('tells every change with the tracker’s own time, oldest first, and who made it', async () => {
      const issue = await created(subject());
      const moments = [1, 26, 50, 75, 99].map((n) => new Date(subject().now().getTime() + n * hours));
      const acts = [
        () => subject().human.move(issue.id, 'in_progress', 'known'),
        () => subject().human.reDate(issue.id, '2026-12-24', 'other'),
        () => subject().human.reassign(issue.id, 'other', 'known'),
        () => subject().human.prioritise(issue.id, 'low', 'other'),
        () => subject().human.move(issue.id, 'done', 'other'),
      ];
      for (const [index, act] of acts.entries()) {
        subject().setNow(moments[index] ?? subject().now());
        act();
      }
      const { known, other } = subject().people;
      const entries = await subject().tracker.historyOf([issue.id]);
      const told = entries
        .filter((entry) => entry.occurredAt >= (moments[0] ?? subject().now()))
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
      const issue = await created(subject());
      subject().setNow(new Date(subject().now().getTime() + hours));
      subject().human.reDate(issue.id, null, 'known');
      subject().setNow(new Date(subject().now().getTime() + hours));
      subject().human.reassign(issue.id, null, 'known');
      const entries = await subject().tracker.historyOf([issue.id]);
      expect(entries.slice(-2).map(({ field, value }) => ({ field, value }))).toEqual([
        { field: 'due', value: null },
        { field: 'assignee', value: null },
      ]);
    });

    it('marks our own changes as ours', async () => {
      const issue = await created(subject());
      subject().setNow(new Date(subject().now().getTime() + hours));
      done(await subject().tracker.updateIssue(issue.id, { due: '2026-12-24' }));
      const entries = await subject().tracker.historyOf([issue.id]);
      expect(entries.at(-1)).toMatchObject({ field: 'due', value: '2026-12-24', ours: true });
    });

    it('gives each entry a name of its own that stays the same', async () => {
      const first = await created(subject());
      const second = await created(subject());
      for (const id of [first.id, second.id]) {
        subject().setNow(new Date(subject().now().getTime() + hours));
        subject().human.move(id, 'done', 'known');
        subject().human.reDate(id, '2026-12-24', 'known');
      }
      const once = await subject().tracker.historyOf([first.id, second.id]);
      const twice = await subject().tracker.historyOf([first.id, second.id]);
      const names = once.map((entry) => entry.entryId);
      expect(twice.map((entry) => entry.entryId)).toEqual(names);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(once.map((entry) => entry.issueId))).toEqual(new Set([first.id, second.id]));
    });
  });
}
