import { describe, expect, it } from 'vitest';
import { type TrackerHarness, writeFaults } from '../harness.ts';
import { created, done, draft, notes, only } from './drafts.ts';

/** What `updateIssue` owes: what is named changes, the rest stays, and repeating does no harm. */
export function describeChanging(subject: () => TrackerHarness): void {
  describe('changing', () => {
    it('only ever adds labels', async () => {
      const issue = await created(subject());
      subject().human.addLabel(issue.id, 'mine');
      done(await subject().tracker.updateIssue(issue.id, { addLabels: [subject().label, 'reliability'] }));
      expect(only(subject()).labels.toSorted()).toEqual([subject().label, 'mine', 'reliability'].toSorted());
    });

    it('changes what is named and leaves the rest alone, however often it is asked', async () => {
      const issue = await created(subject());
      const change = {
        due: '2026-12-01',
        assignee: subject().people.other,
        comment: 'Re-dated in the review of 2026-11-16.',
      };
      done(await subject().tracker.updateIssue(issue.id, change));
      const again = done(await subject().tracker.updateIssue(issue.id, change));
      expect(again).toMatchObject({ due: '2026-12-01', title: issue.title, priority: 'high' });
      expect(only(subject())).toMatchObject({
        due: '2026-12-01',
        assignee: subject().people.other.name,
        priority: 'high',
      });
      expect(only(subject()).comments).toHaveLength(1);
      expect(only(subject()).comments[0]).toContain('Re-dated in the review of 2026-11-16.');
    });

    it('takes owner and due date away when told to', async () => {
      const issue = await created(subject());
      done(await subject().tracker.updateIssue(issue.id, { due: null, assignee: null }));
      expect(only(subject())).toMatchObject({ due: null, assignee: null });
    });

    it('keeps the present owner and says so when the new one is unknown', async () => {
      const issue = await created(subject());
      const outcome = await subject().tracker.updateIssue(issue.id, { assignee: subject().people.unknown });
      expect(notes(outcome).join(' ')).toContain(subject().people.unknown.name);
      expect(only(subject()).assignee).toBe(subject().people.known.name);
    });

    it('cancels, and cancels again without harm', async () => {
      const issue = await created(subject());
      done(await subject().tracker.updateIssue(issue.id, { state: 'cancelled' }));
      expect(done(await subject().tracker.updateIssue(issue.id, { state: 'cancelled' })).state).toBe(
        'cancelled',
      );
      expect(only(subject()).state).toBe('cancelled');
    });

    it('renews the link back instead of adding a second one', async () => {
      const issue = await created(subject());
      const backlink = { ...draft(subject()).backlink, title: 'Checkout refused every card' };
      done(await subject().tracker.updateIssue(issue.id, { backlink }));
      expect(only(subject()).backlinks).toEqual([{ url: backlink.url, title: backlink.title }]);
    });

    it.each(writeFaults)('does not know when the answer meets a %s, and may be repeated', async (fault) => {
      const issue = await created(subject());
      subject().faults.onNextUpdate(fault);
      const outcome = await subject().tracker.updateIssue(issue.id, { due: '2026-12-24' });
      expect(outcome.outcome).toBe('unknown');
      expect(done(await subject().tracker.updateIssue(issue.id, { due: '2026-12-24' })).due).toBe(
        '2026-12-24',
      );
    });

    it('refuses to change an issue that is not there', async () => {
      const issue = await created(subject());
      subject().human.purge(issue.id);
      const outcome = await subject().tracker.updateIssue(issue.id, { due: '2026-12-01' });
      expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
    });
  });
}
