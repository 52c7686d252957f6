import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../src/lib/calendar.ts';
import { completionByHistory } from '../reference/completion-by-history.ts';
import { histories, weeks } from '../metrics/random-history.ts';
import { bareItem, berlin, policy, sampleItem } from '../metrics/sample-item.ts';
import { factsOf, request } from './sample-facts.ts';

const created = '2026-11-02T09:00:00Z';
const later = new Date('2027-06-01T00:00:00Z');
const anyWeek = fc.constantFrom(...weeks);

describe('a report of a past week', () => {
  it('comes out the same whenever it is asked for and in whatever order the items come', () => {
    fc.assert(
      fc.property(histories, anyWeek, (items, week) => {
        const asked = { week, timeZone: berlin, policy, team: null };
        const [first, again] = [week.to, later].map((now) =>
          completionByHistory(factsOf(items), { ...asked, now }),
        );
        expect(again).toEqual(first);
        const shuffled = completionByHistory(factsOf(items.toReversed()), { ...asked, now: later });
        expect({ ...shuffled, revised: null, dueItems: [] }).toEqual({
          ...first,
          revised: null,
          dueItems: [],
        });
      }),
      { numRuns: 40 },
    );
  });

  it('has a trend whose points are the reports of their own weeks', () => {
    fc.assert(
      fc.property(histories, fc.nat(11), (items, back) => {
        const [, , , week] = weeks;
        if (!week) throw new Error('there are four weeks');
        const asked = { timeZone: berlin, policy, team: null, now: later };
        const { trend } = completionByHistory(factsOf(items), { ...asked, week });
        const earlier = addWeeks(week, -back, berlin);
        const { due } = completionByHistory(factsOf(items), { ...asked, week: earlier });
        expect(trend).toHaveLength(12);
        expect(trend[11 - back]).toEqual({
          week: earlier.name,
          total: due.total,
          rate: due.rate,
          onTimeRate: due.onTimeRate,
        });
      }),
      { numRuns: 30 },
    );
  });
});

const learnt = (when: string) =>
  sampleItem('A', created, '2026-11-12', [['2026-11-12T09:00:00Z', 'state', 'done', when]]);

describe('what is learnt late', () => {
  it.each([
    ['during the week', '2026-11-14T09:00:00Z', null],
    ['24 hours after the week', '2026-11-16T23:00:00Z', null],
    ['later', '2026-11-16T23:00:00.001Z', { itemIds: ['A'] }],
  ])('counts where it belongs; learnt %s', (_name, when, revised) => {
    const report = completionByHistory(factsOf([learnt(when)]), request());
    expect(report.due.doneOnTime).toBe(1);
    expect(report.revised).toEqual(revised);
  });

  it('is no revision when it occurred after the week', () => {
    const item = sampleItem('A', created, '2026-11-12', [
      ['2026-11-15T23:00:00Z', 'state', 'done', '2026-12-15T09:00:00Z'],
    ]);
    expect(completionByHistory(factsOf([item]), request()).revised).toBeNull();
  });
});

describe('the groups', () => {
  it('of teams add up to the whole', () => {
    fc.assert(
      fc.property(histories, anyWeek, (items, week) => {
        const report = completionByHistory(factsOf(items), {
          week,
          now: later,
          timeZone: berlin,
          policy,
          team: null,
        });
        for (const field of ['openAtStart', 'created', 'reopened', 'done', 'dropped', 'openAtEnd'] as const) {
          expect(report.byTeam.reduce((sum, { flow }) => sum + flow[field], 0)).toBe(report.flow[field]);
        }
        expect(report.byTeam.reduce((sum, { due }) => sum + due.total, 0)).toBe(report.due.total);
        const overdue = report.byTeam.reduce((sum, { flags }) => sum + flags.overdue, 0);
        expect(overdue).toBe(report.flags.overdue);
        for (const { team, due, flow } of report.byTeam) {
          const alone = completionByHistory(factsOf(items), {
            week,
            now: later,
            timeZone: berlin,
            policy,
            team,
          });
          expect([alone.due, alone.flow]).toEqual([due, flow]);
        }
      }),
      { numRuns: 40 },
    );
  });

  const items = [
    sampleItem('A', created, '2026-11-12', [], {
      services: ['ledger', 'checkout', 'ledger'],
      severity: 'SEV2',
    }),
    sampleItem('B', created, '2026-11-12', [], {
      services: [],
      severity: null,
      category: null,
      priority: 'low',
    }),
    sampleItem('C', created, '2026-11-12', [['2026-11-03T09:00:00Z', 'priority', 'urgent']], {
      team: 'search',
    }),
    bareItem('D', created, [['2026-10-01T09:00:00Z', 'state', 'done']], { team: 'archive' }),
  ];
  const report = completionByHistory(factsOf(items), request());

  it('count an item of several services in each, and one of none under null', () => {
    expect(report.byService.map(({ service, due }) => [service, due.total])).toEqual([
      ['checkout', 2],
      ['ledger', 1],
      [null, 1],
    ]);
  });

  it('stand in the order of their words, unknown last', () => {
    expect(report.bySeverity.map(({ severity }) => severity)).toEqual(['SEV1', 'SEV2', null]);
    expect(report.byPriority.map(({ priority }) => priority)).toEqual(['urgent', 'high', 'low']);
    expect(report.byCategory.map(({ category }) => category)).toEqual(['prevent', null]);
  });

  it('leave out what has nothing to show, such as items finished before they were recorded', () => {
    expect(report.byTeam.map(({ team }) => team)).toEqual(['payments', 'search']);
  });

  it('are never of people', () => {
    expect(JSON.stringify(report)).not.toContain('Priya');
  });
});

it('the running week counts until now and leaves pending items out of the rates', () => {
  const items = [
    sampleItem('A', created, '2026-11-10', [['2026-11-10T09:00:00Z', 'state', 'done']]),
    sampleItem('B', created, '2026-11-14'),
  ];
  const report = completionByHistory(factsOf(items), request('2026-W46', '2026-11-11T09:00:00Z'));
  expect(report.asOf).toEqual(new Date('2026-11-11T09:00:00Z'));
  expect(report.due).toMatchObject({ total: 2, doneOnTime: 1, pending: 1, rate: 1 });
  const nothing = completionByHistory(factsOf([]), request());
  expect(nothing.due).toMatchObject({ total: 0, rate: null, onTimeRate: null });
});
