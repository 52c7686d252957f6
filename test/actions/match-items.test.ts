import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchItems, type Mention } from '../../src/actions/match-items.ts';

const mention = (text: string, ...links: string[]): Mention => ({ text, links });

describe('an edited document', () => {
  const before = [
    mention('Reject unknown currency codes in the gateway config'),
    mention('Page the on-call when the ledger lags by a minute', 'PAY-7'),
    mention('Write a runbook for failed settlements'),
  ];

  it('keeps its items through re-ordering', () => {
    expect(matchItems(before, before.toReversed())).toEqual([2, 1, 0]);
  });

  it('keeps an item whose words changed a little', () => {
    const after = [mention('Reject unknown currency codes in the gateway and ledger config')];

    expect(matchItems(before, after)).toEqual([0]);
  });

  it('keeps an item by its ticket when every word changed', () => {
    expect(matchItems(before, [mention('Alert on replication delay', 'PAY-7')])).toEqual([1]);
  });

  it('takes different words for a new promise', () => {
    expect(matchItems(before, [mention('Rotate the signing keys every quarter')])).toEqual([null]);
  });

  it('prefers the same words over a likeness', () => {
    const after = [
      mention('Write a runbook for settlements'),
      mention('Write a runbook for failed settlements'),
    ];

    expect(matchItems(before, after)).toEqual([null, 2]);
  });

  it('tells repeated wordings apart by their number', () => {
    expect(
      matchItems([mention('Fix it'), mention('Fix it')], [mention('Fix it'), mention('Fix it')]),
    ).toEqual([0, 1]);
  });

  it('never gives one old item to two new ones, and finds every item again that did not change', () => {
    const items = fc.array(
      fc.record({
        text: fc.string({ maxLength: 30 }),
        links: fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(items, items, (old, now) => {
        const found = matchItems(old, now).filter((index) => index !== null);
        expect(new Set(found).size).toBe(found.length);
        expect(matchItems(old, old)).not.toContain(null);
      }),
    );
  });
});
