import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchItems, type Mention } from '../../src/actions/match-items.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

const mention = (text: string, ...links: string[]): Mention => ({ text, links });

const words = (one: { verb: string; thing: string; place: string }): string =>
  `${one.verb} ${one.thing} ${one.place}`;
const read = (lines: readonly string[]): readonly Mention[] =>
  readPostmortems('a.md', `# A\n\nDate: 2026-11-02\n\n## Action items\n\n${lines.join('\n')}\n`).flatMap(
    ({ actionItems }) => actionItems,
  );

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

  it('does not take a link that several items name for any of them', () => {
    const board = 'https://grafana.example/d/queues';
    const old = [mention('Alert on queue age', board), mention('Alert on dead letters', board)];
    const now = [
      mention('Page when messages are poisoned', board),
      mention('Alert on the age of a queue', board),
    ];

    expect(matchItems(old, now)).toEqual([null, 0]);
  });

  it('tells items of the same ticket apart by their wording', () => {
    const old = [
      mention('Write guidelines for deploys', 'OPS-1'),
      mention('Ask how long deploys take', 'OPS-1'),
    ];
    const now = [
      mention('Ask the team how long deploys take', 'OPS-1'),
      mention('Write guidelines for all deploys', 'OPS-1'),
    ];

    expect(matchItems(old, now)).toEqual([1, 0]);
  });

  it.each([
    ['Improve monitoring', 'Improve monitoring of the ledger: page when it lags by a minute'],
    ['Add an alert on queue depth', 'Add alerting on the depth of the queue'],
    ['Add an alarm for stuck jobs', 'Add an alarm for stuck jobs by Friday'],
    ['We should write a runbook for failover', 'Write the failover runbook'],
    ['Document the restore', 'Document the restore of a backup, step by step'],
    ['Rotate signing keys', '**Rotate** the signing keys every quarter'],
    ['検索の遅延を監視する', '検索の遅延を毎日監視する'],
    ['Ablauf der Zertifikate überwachen', 'Den Ablauf aller Zertifikate überwachen'],
  ])('takes “%s” and “%s” for one promise', (old, now) => {
    const others = [mention('Tell customers sooner'), mention('Split the worker pool')];

    expect(matchItems([...others, mention(old)], [mention(now)])).toEqual([2]);
  });

  it.each([
    ['Add an alert on queue depth', 'Add an alert on disk usage in Frankfurt'],
    ['Write a runbook for failed settlements', 'Write a test for failed logins'],
    ['Fix the parser', 'Fix the scheduler'],
    ['Document the restore', 'Delete the restore'],
  ])('takes “%s” and “%s” for two', (old, now) => {
    expect(matchItems([mention(old)], [mention(now)])).toEqual([null]);
  });

  it('tells repeated wordings apart by their number', () => {
    expect(
      matchItems([mention('Fix it'), mention('Fix it')], [mention('Fix it'), mention('Fix it')]),
    ).toEqual([0, 1]);
  });

  it('knows every item again after it was re-ordered, ticked off, given an owner, a date or a priority', () => {
    const verbs = ['Add', 'Remove', 'Document', 'Test', 'Alert on', 'Limit'];
    const things = [
      'the queue',
      'retries',
      'stale certificates',
      'the restore',
      'large batches',
      'idle pools',
      'slow queries',
    ];
    const places = ['in staging', 'at the gateway', 'of the ledger', 'for tenants', 'on weekends'];
    const edits = [
      '',
      ' (Priya Nair)',
      ' @maya',
      ' — by 2026-12-01',
      ' (Owner: Dana, Due: 2026-12-01)',
      ' [P1]',
      ' (due next Friday)',
    ];
    const item = fc.record({
      verb: fc.constantFrom(...verbs),
      thing: fc.constantFrom(...things),
      place: fc.constantFrom(...places),
    });
    const document = fc.uniqueArray(item, { minLength: 1, maxLength: 10, selector: words });
    const edit = fc.record({
      box: fc.constantFrom('- ', '- [ ] ', '- [x] ', '1. '),
      tag: fc.constantFrom(...edits),
      at: fc.nat(),
    });
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 10, maxLength: 10 }), (items, changes) => {
        const old = items.map(words);
        const order = [...old.keys()].toSorted(
          (one, other) => (changes[one]?.at ?? 0) - (changes[other]?.at ?? 0),
        );
        const box = changes[0]?.box ?? '- ';
        const now = order.map((index) => `${box}${old[index]}${changes[index]?.tag}`);

        expect(matchItems(read(old.map((text) => `- ${text}`)), read(now))).toEqual(order);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('finds thousands of items again that only changed places', () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      mention(`Add alarm ${at}`, 'https://example.org/board'),
    );

    expect(matchItems(many, many.toReversed())).toEqual([...many.keys()].toReversed());
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
