import { describe, expect, it } from 'vitest';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import { repeatsReport } from '../../src/reports/repeats-report.ts';
import type { ReportRequest } from '../../src/reports/report-request.ts';
import { repeatsText } from '../../src/reports/text/repeats-text.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { bareItem, sampleItem, type Change } from '../metrics/sample-item.ts';
import { request } from './sample-facts.ts';
import { repeatFactsOf } from './sample-repeats.ts';

const first = sampleIncident('INC-1', '2026-10-01T09:00:00Z');
const again = sampleIncident('INC-2', '2026-11-10T21:00:00Z', { title: 'Checkout down again' });
const incidents = [first, again];
const reportOf = (items: readonly TrackedItem[], all: readonly Incident[], asked: ReportRequest) =>
  repeatsReport(repeatFactsOf(items, all, asked), asked);
const fix = (...changes: readonly Change[]) => sampleItem('A', '2026-10-02T09:00:00Z', '2026-11-03', changes);

describe('the repeats of the trailing 13 weeks', () => {
  it('are counted, with the item that was still open', () => {
    const report = reportOf([fix()], incidents, request());
    expect(report).toMatchObject({
      incidents: 2,
      repeats: 1,
      repeatRate: 0.5,
      preventable: 1,
      windowDays: 90,
    });
    expect(report.repeatsInWeek).toEqual([
      {
        incident: 'INC-2',
        title: 'Checkout down again',
        startedAt: again.startedAt,
        repeats: 'INC-1',
        basis: 'same-cause',
        daysSince: 40,
        openItems: [
          { id: 'A', key: 'PAY-A', text: 'Reject unknown currency codes', daysOpen: 39, daysOverdue: 6 },
        ],
      },
    ]);
    expect(report.preventableRepeats).toEqual(report.repeatsInWeek);
  });

  it.each<[string, Change[], number]>([
    ['done before it', [['2026-11-10T20:59:59Z', 'state', 'done']], 0],
    ['cancelled before it', [['2026-11-10T20:59:59Z', 'state', 'cancelled']], 0],
    ['done after it', [['2026-11-10T21:00:01Z', 'state', 'done']], 1],
    [
      'reopened before it',
      [
        ['2026-11-01T09:00:00Z', 'state', 'done'],
        ['2026-11-02T09:00:00Z', 'state', 'open'],
      ],
      1,
    ],
  ])('are preventable when the item was unfinished at the start: %s', (_name, changes, preventable) => {
    expect(reportOf([fix(...changes)], incidents, request()).preventable).toBe(preventable);
  });

  it('are not preventable by an item that did not exist yet or was born finished', () => {
    const late = sampleItem('A', '2026-11-11T09:00:00Z', null);
    const born = bareItem('B', '2026-10-02T09:00:00Z', [['2026-10-01T10:00:00Z', 'state', 'done']]);
    expect(reportOf([late, born], incidents, request()).preventable).toBe(0);
  });

  it('are preventable by an item further back in the line', () => {
    const third = sampleIncident('INC-3', '2026-11-12T09:00:00Z', { services: [], repeats: 'INC-2' });
    const report = reportOf([fix()], [...incidents, third], request());
    expect(report.repeatsInWeek.map(({ incident, openItems }) => [incident, openItems.length])).toEqual([
      ['INC-2', 1],
      ['INC-3', 1],
    ]);
  });

  it('reach back 13 weeks and not beyond, nor after asOf', () => {
    const edges = [
      sampleIncident('before', '2026-08-16T21:59:59.999Z'),
      sampleIncident('first', '2026-08-16T22:00:00.000Z'),
      sampleIncident('last', '2026-11-15T22:59:59.999Z'),
      sampleIncident('after', '2026-11-15T23:00:00.000Z'),
    ];
    expect(reportOf([], edges, request()).incidents).toBe(2);
  });

  it('say nothing of no incidents', () => {
    expect(reportOf([], [], request())).toMatchObject({
      incidents: 0,
      repeatRate: null,
      fixHeld: { cleared: 0, held: 0, rate: null },
      verified: { withTest: 0 },
      suggestions: [],
    });
  });

  it('of a team are those of its services, and an open item of another team still shows', () => {
    const elsewhere = { ...fix(), team: 'search' };
    const reportFor = (team: string) =>
      reportOf([elsewhere], incidents, request('2026-W46', undefined, team));
    expect(reportFor('payments')).toMatchObject({
      incidents: 2,
      preventable: 1,
    });
    expect(reportFor('search')).toMatchObject({
      incidents: 1,
      repeats: 0,
    });
  });

  it('of services nobody claims are the default team’s', () => {
    const unclaimed = [sampleIncident('INC-9', '2026-11-10T09:00:00Z', { services: ['billing'] })];
    const countFor = (team: string) =>
      reportOf([], unclaimed, request('2026-W46', undefined, team)).incidents;
    expect([countFor('payments'), countFor('search')]).toEqual([1, 0]);
  });
});

describe('did the fix hold', () => {
  const done = fix(['2026-10-10T09:00:00Z', 'state', 'done']);
  const judgedAt = (week: string, items = [done], all = [first]) =>
    reportOf(items, all, request(week)).fixHeld;

  it('is judged once the repeat window after the last finish is over', () => {
    expect(judgedAt('2026-W53')).toEqual({ cleared: 0, held: 0, rate: null });
    expect(judgedAt('2027-W01')).toEqual({ cleared: 1, held: 1, rate: 1 });
  });

  it('waits for every item, counts none that was only dropped, and the last finish is that of any', () => {
    const open = { ...fix(), id: 'B' };
    const dropped = fix(['2026-10-12T09:00:00Z', 'state', 'cancelled']);
    expect(judgedAt('2027-W10', [done, open]).cleared).toBe(0);
    expect(judgedAt('2027-W10', [dropped]).cleared).toBe(0);
    expect(judgedAt('2027-W10', [done, dropped]).cleared).toBe(1);
    expect(judgedAt('2027-W10', []).cleared).toBe(0);
  });

  it('did not when the incident came back within the window after the finish', () => {
    expect(judgedAt('2027-W02', [done], incidents)).toEqual({ cleared: 1, held: 0, rate: 0 });
    const beforeFinish = sampleIncident('INC-2', '2026-10-09T09:00:00Z');
    expect(judgedAt('2027-W02', [done], [first, beforeFinish])).toMatchObject({ held: 1 });
  });

  it('judges a slow fix by its own window too', () => {
    const slow = fix(['2027-01-20T09:00:00Z', 'state', 'done']);
    const back = sampleIncident('INC-2', '2027-03-01T09:00:00Z');
    expect(judgedAt('2027-W17', [slow], [first, back])).toEqual({ cleared: 1, held: 0, rate: 0 });
  });
});

const tested = (id: string, at: string, said: string | null) =>
  sampleItem(
    id,
    '2026-09-01T09:00:00Z',
    null,
    [[at, 'state', 'done'], ...(said ? ([['2026-11-10T09:00:00Z', 'verified', said]] as const) : [])],
    { test: 'no page for a month' },
  );

it('the tests of fixes are held, refuted, unverified or waiting, and add up', () => {
  const items = [
    tested('A', '2026-10-01T09:00:00Z', 'held'),
    tested('B', '2026-10-01T09:00:00Z', 'not-held'),
    tested('C', '2026-10-01T09:00:00Z', null),
    tested('D', '2026-11-10T09:00:00Z', null),
    { ...tested('E', '2026-10-01T09:00:00Z', null), test: null },
    bareItem('F', '2026-10-01T09:00:00Z', [['2026-09-01T09:00:00Z', 'state', 'done']], { test: 'no page' }),
  ];
  const { verified } = reportOf(items, [], request());
  expect(verified).toEqual({ withTest: 4, held: 1, refuted: 1, unverified: 1, waiting: 1 });
});

it('the report reads calmly in a terminal', () => {
  const text = repeatsText(reportOf([fix()], incidents, request()));
  expect(text).toContain('1 of 2 incidents repeat an earlier one');
  expect(text).toContain('INC-2 repeats INC-1 after 40 days (same-cause): Checkout down again');
  expect(text).toContain('open then: PAY-A Reject unknown currency codes (39 days open, 6 days overdue)');
  expect(text).toContain('n/a of the incidents with finished items');
  expect(text).not.toMatch(/null|undefined|NaN| $/m);
});
