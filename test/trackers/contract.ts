import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeChanging } from './contract/changing.ts';
import { describeChecking } from './contract/checking.ts';
import { describeCreating } from './contract/creating.ts';
import { created } from './contract/drafts.ts';
import { describeHistory } from './contract/history.ts';
import { describeReading } from './contract/reading.ts';
import { describeDisbelief } from './contract/trust.ts';
import type { TrackerHarness } from './harness.ts';

/** One suite that every adapter passes: what the rest of the house may rely on, whatever the vendor. */
export function describeTrackerContract(name: string, start: () => Promise<TrackerHarness>): void {
  describe(`${name} keeps the tracker contract`, () => {
    let harness: TrackerHarness;
    const subject = (): TrackerHarness => harness;

    beforeEach(async () => {
      harness = await start();
    });
    afterEach(async () => {
      await harness.close();
    });

    describeCreating(subject);
    describeChanging(subject);
    describeReading(subject);
    describeHistory(subject);
    describeDisbelief(subject);
    describeChecking(subject);

    it('counts its requests', async () => {
      const before = harness.tracker.requestCount();
      await created(harness);
      expect(harness.tracker.requestCount()).toBeGreaterThan(before);
    });
  });
}
