import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { openItems, type OpenItem } from '../../../src/postmortem/quality/already-open.ts';

const words = ['rotate', 'gateway', 'certificate', 'alarm', 'replica', 'ledger', 'queue', 'canary', 'schema'];

const open = fc
  .record({ said: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 }), from: fc.nat(2) })
  .map(({ said, from }): OpenItem => {
    const incidentId = `INC-${from}`;
    return {
      text: said.join(' '),
      incidentId,
      source: `${incidentId}.md`,
      issueKey: null,
      issueUrl: null,
    };
  });

/** Four words of five are the same, of all that either says. */
function isSame(one: string, other: string): boolean {
  const [ours, theirs] = [one.split(' '), other.split(' ')];
  const shared = ours.filter((word) => theirs.includes(word)).length;
  return ours.length >= 3 && shared * 5 >= (ours.length + theirs.length - shared) * 4;
}

it('a promise is the same as an open one exactly when comparing it with every one says so', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(open, { maxLength: 40 }), open, (known, item) => {
      const answer: OpenItem | null = openItems(known).sameAs({ text: item.text, links: [] }, item);

      const same = known.filter(
        (other) => other.incidentId !== item.incidentId && isSame(item.text, other.text),
      );
      if (same.length > 0) found += 1;
      expect(same.includes(answer ?? item)).toBe(same.length > 0);
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(20);
});
