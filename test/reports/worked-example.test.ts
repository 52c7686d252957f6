import { describe, expect, it } from 'vitest';
import { completionByHistory } from '../reference/completion-by-history.ts';
import { itemsReport } from '../../src/reports/items-report.ts';
import { completionText } from '../../src/reports/text/completion-text.ts';
import { sampleItem } from '../metrics/sample-item.ts';
import { factsOf, request } from './sample-facts.ts';

const recorded = '2026-11-02T09:00:00Z';
const items = [
  sampleItem('A', recorded, '2026-11-10', [['2026-11-10T22:30:00Z', 'state', 'done']]),
  sampleItem('B', recorded, '2026-11-10', [['2026-11-10T23:10:00Z', 'state', 'done']]),
  sampleItem('C', recorded, '2026-11-05', [
    ['2026-11-04T09:00:00Z', 'due', '2026-11-12'],
    ['2026-11-11T09:00:00Z', 'due', '2026-11-26'],
  ]),
  sampleItem('D', recorded, '2026-11-13', [['2026-11-12T09:00:00Z', 'state', 'cancelled']]),
  sampleItem('E', recorded, '2026-11-20', [['2026-11-12T09:00:00Z', 'state', 'done']]),
];
const facts = factsOf(items);

describe('the worked example of the definitions, letter by letter', () => {
  const report = completionByHistory(facts, request('2026-W46'));

  it('gives each item of the due set its outcome', () => {
    const outcomes = report.dueItems.map(({ id, baseline, outcome }) => `${id} ${baseline} ${outcome}`);
    expect(outcomes).toEqual([
      'A 2026-11-10 doneOnTime',
      'B 2026-11-10 doneLate',
      'C 2026-11-12 moved',
      'D 2026-11-13 dropped',
    ]);
  });

  it('counts them', () => {
    expect(report.due).toEqual({
      total: 4,
      doneOnTime: 1,
      doneLate: 1,
      dropped: 1,
      moved: 1,
      missed: 0,
      pending: 0,
      rate: 0.5,
      onTimeRate: 0.25,
    });
  });

  it('has the flow', () => {
    expect(report.flow).toEqual({
      openAtStart: 5,
      created: 0,
      reopened: 0,
      done: 3,
      dropped: 1,
      openAtEnd: 1,
    });
  });

  it('counts E in the week it was promised for', () => {
    const next = completionByHistory(facts, request('2026-W47'));
    expect(next.dueItems.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['E doneOnTime']);
  });

  it('has C slipping since 11 November, after two moves and 21 days', () => {
    const c = itemsReport(facts, request('2026-W46')).find(({ id }) => id === 'C');
    expect(c).toMatchObject({ firstDue: '2026-11-05', due: '2026-11-26', moves: 2, movedDays: 21 });
    expect(c?.flags).toEqual([
      {
        kind: 'slipping',
        since: new Date('2026-11-11T09:00:00Z'),
        evidence: 'First due 2026-11-05, moved to a later day 2 times, now due 2026-11-26: 21 days later.',
        nextStep: 'Decide: free the time for it, accept the risk until a date, or drop it with a reason.',
      },
    ]);
    expect(report.flags).toMatchObject({ slipping: 1, cancelled_unexplained: 1, overdue: 0 });
  });

  it('reads so in a terminal', () => {
    const text = completionText(report);
    expect(text).toContain('Completion of 2026-W46, 2026-11-09 to 2026-11-15 · all teams');
    expect(text).toContain('completed 2 of 4, on time 1 of 4');
    expect(text).toContain('5 at the start + 0 created + 0 reopened');
    expect(text).toContain('= 3 done + 1 dropped + 1 at the end');
    expect(text).toContain('half completed after  10 days');
    expect(text).not.toMatch(/null|undefined|NaN| $/m);
  });

  it('shows no share or median of fewer than five items', () => {
    const few = completionText(completionByHistory(factsOf(items.slice(0, 2)), request()));
    expect(few).toContain('2 items of the last 365 days: 2 completed, 0 still open or dropped');
    expect(few).not.toMatch(/half completed|\d %/);
  });
});
