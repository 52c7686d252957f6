import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TrackerHarness } from '../harness.ts';
import { newIdentity, draft, reason, created } from './drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';

/** What an adapter says when the tracker gives no answer worth believing. */
export function describeDisbelief(subject: () => TrackerHarness): void {
  describe('when the tracker cannot be believed', () => {
    it('says unauthorised for a wrong credential and calls nothing absent', async () => {
      const issue = await created(subject());
      const wrong = subject().withWrongCredential;
      for (const read of [
        () => wrong.fetchIssues([issue.id]),
        () => wrong.findIssue(issue.key),
        () => wrong.changedSince(subject().label, new Date(0)),
        () => wrong.historyOf([issue.id]),
      ]) {
        await expect(read()).rejects.toMatchObject({ name: 'TrackerError', kind: 'unauthorised' });
      }
      const untilMended = { outcome: 'refused', retryAfter: subject().now(), trackerWide: true };
      expect(await ensureOne(wrong, newIdentity(), draft(subject()))).toMatchObject(untilMended);
      expect(await wrong.updateIssue(issue.id, { due: '2026-12-01' })).toMatchObject(untilMended);
      expect(subject().seen()).toHaveLength(1);
    });

    it('says unreachable when nobody is there, and knows that a write was not sent', async () => {
      const away = subject().unreachable;
      await expect(away.fetchIssues([randomUUID()])).rejects.toMatchObject({ kind: 'unreachable' });
      const untilMended = { outcome: 'refused', retryAfter: subject().now(), trackerWide: true };
      expect(await ensureOne(away, newIdentity(), draft(subject()))).toMatchObject(untilMended);
      expect(await away.updateIssue('1', { due: '2026-12-01' })).toMatchObject(untilMended);
      const doubtful = { ...newIdentity(), attemptedAt: subject().now() };
      expect(await ensureOne(away, doubtful, draft(subject()))).toMatchObject({ trackerWide: true });
    });

    it('says unreachable when the vendor is down, and calls nothing absent', async () => {
      const issue = await created(subject());
      subject().faults.down();
      await expect(subject().tracker.fetchIssues([issue.id])).rejects.toMatchObject({ kind: 'unreachable' });
      await expect(subject().tracker.findIssue(issue.key)).rejects.toMatchObject({ kind: 'unreachable' });
    });

    it('never shows its secret', async () => {
      const messages: string[] = [];
      for (const adapter of [subject().withWrongCredential, subject().unreachable]) {
        messages.push(reason(await ensureOne(adapter, newIdentity(), draft(subject()))));
        await adapter.fetchIssues([randomUUID()]).catch((error: unknown) => messages.push(String(error)));
        for (const finding of await adapter.check({ destinations: [], labels: [], people: [] })) {
          messages.push(finding.what, finding.do);
        }
      }
      expect(messages.length).toBeGreaterThanOrEqual(6);
      expect(messages.every((message) => message !== '')).toBe(true);
      expect(messages.join('\n')).not.toContain(subject().secret);
      expect(messages.join('\n')).not.toContain('Reject unknown currency codes');
    });
  });
}
