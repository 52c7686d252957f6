import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../src/actions/moments-of.ts';
import { slipLedger } from '../../src/actions/slip-ledger.ts';
import { histories, instants } from '../metrics/random-history.ts';
import { bareItem, event, sampleItem, type Change } from '../metrics/sample-item.ts';

const created = '2026-10-20T09:00:00Z';
const later = new Date('2027-06-01T00:00:00Z');
const due = (at: string, value: string | null): Change => [at, 'due', value];

/** The ledger as lines: what, from, to, days. */
function lines(item: Parameters<typeof slipLedger>[0], through = later): string[] {
  return slipLedger(item, through).entries.map(
    ({ kind, from, to, days }) => `${kind} ${from ?? '-'} ${to ?? '-'} ${days ?? '-'}`,
  );
}

describe('the slip ledger', () => {
  it('keeps the first promise and every change of it', () => {
    const item = sampleItem('A', created, '2026-11-05', [
      due('2026-11-04T16:00:00Z', '2026-11-12'),
      due('2026-11-05T16:00:00Z', '2026-11-10'),
      due('2026-11-06T08:00:00Z', null),
      due('2026-11-07T08:00:00Z', '2026-11-10'),
      due('2026-11-11T14:00:00Z', '2026-11-26'),
    ]);

    expect(lines(item)).toEqual([
      'promise - 2026-11-05 -',
      'push 2026-11-05 2026-11-12 7',
      'pull 2026-11-12 2026-11-10 -2',
      'removal 2026-11-10 - -',
      'renewal 2026-11-10 2026-11-10 0',
      'push 2026-11-10 2026-11-26 16',
    ]);
    expect(slipLedger(item, later)).toMatchObject({
      firstDue: '2026-11-05',
      due: '2026-11-26',
      moves: 2,
      daysPushed: 23,
      movedDays: 21,
    });
  });

  it('names who made each change and where', () => {
    const pushed = {
      ...event(due('2026-11-04T16:00:00Z', '2026-11-12')),
      by: 'Dana Whitfield',
      origin: 'review' as const,
    };
    const item = sampleItem('A', created, '2026-11-05');
    const { entries } = slipLedger({ ...item, events: [...item.events, pushed] }, later);

    expect(entries.map(({ by, origin }) => [by, origin])).toEqual([
      [null, 'document'],
      ['Dana Whitfield', 'review'],
    ]);
  });

  it.each<[string, Change[], string[]]>([
    ['is empty without a date', [], []],
    [
      'takes a date given later as the first promise',
      [due('2026-11-04T16:00:00Z', '2026-11-12')],
      ['promise - 2026-11-12 -'],
    ],
    [
      'takes the last date that stood before the creation as the first promise',
      [due('2026-10-01T00:00:00Z', '2026-10-30'), due('2026-10-02T00:00:00Z', '2026-11-05')],
      ['promise - 2026-11-05 -'],
    ],
    [
      'leaves out a date said again',
      [due(created, '2026-11-05'), due('2026-11-01T00:00:00Z', '2026-11-05')],
      ['promise - 2026-11-05 -'],
    ],
    [
      'reckons with years of four digits and leap days',
      [
        due(created, '2028-02-28'),
        due('2026-11-01T00:00:00Z', '2028-03-01'),
        due('2026-11-02T00:00:00Z', '9999-12-31'),
      ],
      ['promise - 2028-02-28 -', 'push 2028-02-28 2028-03-01 2', 'push 2028-03-01 9999-12-31 2911652'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(lines(bareItem('A', created, changes))).toEqual(expected);
  });

  it('knows nothing of what happens later', () => {
    const item = sampleItem('A', created, '2026-11-05', [due('2026-11-04T16:00:00Z', '2026-11-12')]);

    expect(lines(item, new Date('2026-11-04T15:59:59.999Z'))).toEqual(['promise - 2026-11-05 -']);
    expect(lines(item, new Date('2026-11-04T16:00:00Z'))).toHaveLength(2);
    expect(lines(item, new Date('2026-10-20T08:59:59Z'))).toEqual([]);
  });

  it('agrees with the moments of the item, for every history and every instant', () => {
    fc.assert(
      fc.property(histories, instants, (items, at) => {
        const through = new Date(at);
        for (const item of items.filter(({ createdAt }) => createdAt <= through)) {
          const past = { ...item, events: item.events.filter(({ occurredAt }) => occurredAt <= through) };
          const { firstDue, due: present, moves, movedDays } = slipLedger(item, through);
          expect({ firstDue, due: present, moves, movedDays }).toEqual(
            (({ firstDue: first, due: last, moves: n, movedDays: days }) => ({
              firstDue: first,
              due: last,
              moves: n,
              movedDays: days,
            }))(momentsOf(past).at(-1) ?? { firstDue: null, due: null, moves: 0, movedDays: null }),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('adds up: the days of all changes lead from the first promise to the last date that stood', () => {
    fc.assert(
      fc.property(histories, (items) => {
        for (const item of items) {
          const { entries, firstDue, moves, daysPushed } = slipLedger(item, later);
          const sum = entries.reduce((total, { days }) => total + (days ?? 0), 0);
          const standing = entries.findLast(({ to }) => to !== null)?.to ?? null;
          const days = (Date.parse(standing ?? '') - Date.parse(firstDue ?? '')) / 86_400_000;
          expect(sum).toBe(firstDue === null ? 0 : days);
          expect(daysPushed).toBeGreaterThanOrEqual(moves);
        }
      }),
    );
  });
});
