import { describe, expect, it } from 'vitest';
import type { TrackerHarness } from '../harness.ts';

/** What `check` owes: every problem at once. */
export function describeChecking(subject: () => TrackerHarness): void {
  describe('checking', () => {
    it('finds nothing wrong with a good configuration, and creates nothing', async () => {
      const findings = await subject().tracker.check({
        destinations: [subject().destination, subject().otherDestination],
        labels: [subject().label],
        people: [subject().people.known, subject().people.other],
      });
      expect(findings).toEqual([]);
      expect(subject().seen()).toEqual([]);
    });

    it('lists every problem at once, each with what to do', async () => {
      const findings = await subject().tracker.check(subject().flawed.request);
      for (const named of subject().flawed.names) {
        expect(findings.map((finding) => finding.what).join('\n')).toContain(named);
      }
      expect(findings).toHaveLength(subject().flawed.names.length);
      expect(findings.every((finding) => finding.do.length > 10)).toBe(true);
    });

    it('reports a dead credential and an unreachable tracker as findings', async () => {
      const request = { destinations: [subject().destination], labels: [], people: [] };
      expect(await subject().withWrongCredential.check(request)).toHaveLength(1);
      expect(await subject().unreachable.check(request)).toHaveLength(1);
    });
  });
}
