import { describe, expect, it } from 'vitest';
import { type TrackerHarness, writeFaults } from '../harness.ts';
import { newIdentity, draft, done, notes, reason, only, settle } from './drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';

/** What `ensureIssue` owes: everything shown, and one issue per identity whatever happens to the answer. */
export function describeCreating(subject: () => TrackerHarness): void {
  describe('creating', () => {
    it('shows owner, due date, priority, labels and the link back', async () => {
      const identity = newIdentity();
      const issue = done(await ensureOne(subject().tracker, identity, draft(subject())));
      expect(issue).toMatchObject({
        title: 'Reject unknown currency codes',
        project: subject().destination.project,
        state: 'open',
        due: '2026-11-20',
        priority: 'high',
        trashed: false,
        archived: false,
      });
      expect(issue.assignee?.name).toBe(subject().people.known.name);
      expect(issue.labels).toContain(subject().label);
      const seen = only(subject());
      expect(seen).toMatchObject({
        id: issue.id,
        key: issue.key,
        assignee: subject().people.known.name,
        due: '2026-11-20',
        priority: 'high',
      });
      expect(seen.labels).toContain(subject().label);
      expect(seen.backlinks).toEqual([
        { url: 'https://followthrough.example/postmortems/7#ai-3', title: 'Checkout refused cards' },
      ]);
      expect(seen.hiddenKeys).toEqual([identity.key]);
    });

    it('finds a person by account where the configuration names one', async () => {
      const outcome = await ensureOne(
        subject().tracker,
        newIdentity(),
        draft(subject(), { assignee: subject().people.other }),
      );
      expect(done(outcome).assignee?.name).toBe(subject().people.other.name);
      expect(notes(outcome)).toEqual([]);
    });

    it.each(['unknown', 'deactivated'] as const)(
      'leaves the issue unassigned and says so when the owner is %s',
      async (who) => {
        const person = subject().people[who];
        const outcome = await ensureOne(
          subject().tracker,
          newIdentity(),
          draft(subject(), { assignee: person }),
        );
        expect(done(outcome).assignee).toBeNull();
        expect(notes(outcome).join(' ')).toContain(person.name);
        expect(only(subject()).assignee).toBeNull();
      },
    );

    it('accepts an item without owner, due date and priority', async () => {
      const outcome = await ensureOne(
        subject().tracker,
        newIdentity(),
        draft(subject(), { assignee: null, due: null, priority: null }),
      );
      expect(done(outcome)).toMatchObject({ assignee: null, due: null });
      expect(notes(outcome)).toEqual([]);
    });

    it('makes one issue of one identity', async () => {
      const identity = newIdentity();
      const first = done(await ensureOne(subject().tracker, identity, draft(subject())));
      const again = done(
        await ensureOne(subject().tracker, { ...identity, attemptedAt: subject().now() }, draft(subject())),
      );
      expect(again.id).toBe(first.id);
      expect(subject().seen()).toHaveLength(1);
      expect(only(subject()).backlinks).toHaveLength(1);
    });

    it('makes two issues of two identities, even with the same words', async () => {
      await ensureOne(subject().tracker, newIdentity(), draft(subject()));
      await ensureOne(subject().tracker, newIdentity(), draft(subject()));
      expect(subject().seen()).toHaveLength(2);
    });

    it.each(writeFaults)(
      'makes one issue when the answer meets a %s and the call is repeated',
      async (fault) => {
        const identity = newIdentity();
        subject().faults.onNextCreate(fault);
        const first = await ensureOne(subject().tracker, identity, draft(subject()));
        expect(first.outcome).toBe('unknown');
        expect(subject().seen()).toHaveLength(1);
        const issue = await settle(subject(), identity, draft(subject()), first);
        expect(subject().seen()).toHaveLength(1);
        const seen = only(subject());
        expect(seen.id).toBe(issue.id);
        expect(seen.backlinks).toHaveLength(1);
        expect(seen.hiddenKeys).toEqual([identity.key]);
      },
    );

    it('waits for as long as the tracker asks when it is rate limited, having done nothing', async () => {
      const identity = newIdentity();
      subject().faults.rateLimitNextCreate(120);
      const outcome = await ensureOne(subject().tracker, identity, draft(subject()));
      expect(subject().seen()).toEqual([]);
      if (outcome.outcome !== 'refused') throw new Error(`Expected refused, got ${outcome.outcome}`);
      const wait = (outcome.retryAfter?.getTime() ?? 0) - subject().now().getTime();
      expect(wait).toBeGreaterThanOrEqual(120_000);
      expect(wait).toBeLessThanOrEqual(180_000);
      done(await ensureOne(subject().tracker, { ...identity, attemptedAt: null }, draft(subject())));
      expect(subject().seen()).toHaveLength(1);
    });

    it('refuses a project that does not exist, with its name and without a retry', async () => {
      const outcome = await ensureOne(
        subject().tracker,
        newIdentity(),
        draft(subject(), { destination: { ...subject().destination, project: 'NOSUCH' } }),
      );
      expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: null });
      expect(reason(outcome)).toContain('NOSUCH');
      expect(subject().seen()).toEqual([]);
    });
  });
}
