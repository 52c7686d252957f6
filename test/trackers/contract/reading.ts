import { describe, expect, it } from 'vitest';
import type { TrackerHarness } from '../harness.ts';
import { created, fetched } from './drafts.ts';

const minutes = 60_000;
const hours = 60 * minutes;

/** What the reads owe: the present state, wherever the issue went, and no absence that is not one. */
export function describeReading(subject: () => TrackerHarness): void {
  describe('reading', () => {
    it.each(['open', 'in_progress', 'done', 'cancelled'] as const)('reads the state %s', async (state) => {
      const issue = await created(subject());
      subject().human.move(issue.id, state, 'known');
      expect((await fetched(subject(), issue.id)).state).toBe(state);
    });

    it('reads more issues than one request can hold', async () => {
      const ids = Array.from({ length: 260 }, (_, index) =>
        subject().human.create({ title: `Issue ${index}`, labels: [] }),
      );
      const { issues, absent } = await subject().tracker.fetchIssues(ids);
      expect(issues.map((issue) => issue.id).toSorted()).toEqual(ids.toSorted());
      expect(absent).toEqual([]);
    });

    it('asks nothing when there is nothing to read', async () => {
      const before = subject().tracker.requestCount();
      expect(await subject().tracker.fetchIssues([])).toEqual({ issues: [], absent: [] });
      expect(await subject().tracker.historyOf([])).toEqual([]);
      expect(subject().tracker.requestCount()).toBe(before);
    });

    it('follows an issue into another project by its id and by its old key', async () => {
      const issue = await created(subject());
      subject().human.moveProject(issue.id);
      const moved = await fetched(subject(), issue.id);
      expect(moved.project).toBe(subject().otherDestination.project);
      expect(moved.key).not.toBe(issue.key);
      expect((await subject().tracker.findIssue(issue.key))?.id).toBe(issue.id);
      expect((await subject().tracker.findIssue(moved.key))?.id).toBe(issue.id);
    });

    it('still reads what was put in the bin or archived, and says which', async () => {
      const { trash, archive } = subject().human;
      const issue = await created(subject());
      archive?.(issue.id);
      expect(await fetched(subject(), issue.id)).toMatchObject({
        archived: archive !== null,
        trashed: false,
      });
      trash?.(issue.id);
      expect((await fetched(subject(), issue.id)).trashed).toBe(trash !== null);
    });

    it('calls absent what is gone for good, and nothing else', async () => {
      const gone = await created(subject());
      const kept = await created(subject());
      subject().human.purge(gone.id);
      const { issues, absent } = await subject().tracker.fetchIssues([gone.id, kept.id]);
      expect(issues.map((issue) => issue.id)).toEqual([kept.id]);
      expect(absent).toEqual([gone.id]);
    });

    it('finds an issue by key, in any case, and by address', async () => {
      const issue = await created(subject());
      expect((await subject().tracker.findIssue(issue.key))?.id).toBe(issue.id);
      expect((await subject().tracker.findIssue(issue.key.toLowerCase()))?.id).toBe(issue.id);
      expect((await subject().tracker.findIssue(issue.url))?.id).toBe(issue.id);
    });

    it.each(['NOSUCH-99', 'https://elsewhere.example/browse/OPS-1', 'no key at all', '', '../../admin'])(
      'finds nothing under %j',
      async (reference) => {
        expect(await subject().tracker.findIssue(reference)).toBeNull();
      },
    );

    it('finds what changed since an instant, and only what carries the label', async () => {
      const quiet = await created(subject());
      const unlabelled = subject().human.create({ title: 'Somebody else’s work', labels: [] });
      subject().setNow(new Date(subject().now().getTime() + 2 * hours));
      const since = subject().now();
      const changed = await created(subject());
      subject().setNow(new Date(subject().now().getTime() + minutes));
      subject().human.reDate(changed.id, '2026-12-24', 'known');
      subject().human.reDate(unlabelled, '2026-12-24', 'known');
      const issues = await subject().tracker.changedSince(subject().label, since);
      expect(issues.map((issue) => issue.id)).toEqual([changed.id]);
      expect(issues[0]?.due).toBe('2026-12-24');
      expect(issues.map((issue) => issue.id)).not.toContain(quiet.id);
    });

    it('overlaps, so that a change made while the last sweep ran is not lost', async () => {
      const issue = await created(subject());
      const since = new Date(subject().now().getTime() + 2 * minutes);
      expect((await subject().tracker.changedSince(subject().label, since)).map((found) => found.id)).toEqual(
        [issue.id],
      );
    });

    it('knows of no change under a label nobody uses', async () => {
      await created(subject());
      expect(await subject().tracker.changedSince('no-such-label', new Date(0))).toEqual([]);
    });
  });
}
