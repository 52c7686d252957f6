import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import { dueFigures } from '../../src/metrics/due-figures.ts';
import { dueJudgement } from '../../src/metrics/due-outcome.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { timelineOf } from '../../src/metrics/timeline.ts';
import { histories, instants, weeks } from './random-history.ts';
import { bareItem, berlin, sampleItem, type Change } from './sample-item.ts';

const later = '2027-06-01T00:00:00Z';
const created = '2026-11-02T09:00:00Z';

function judged(item: TrackedItem, week = '2026-W46', now = later, timeZone = berlin): string | null {
  const named = weekNamed(week, timeZone);
  const timeline = timelineOf(item);
  if (!named) throw new Error(`${week} is not a week`);
  const judgement = timeline && dueJudgement(timeline, spanOf(named, new Date(now), timeZone));
  return judgement && `${judgement.baseline} ${judgement.outcome}`;
}

const done = (at: string): Change => [at, 'state', 'done'];
const moved = (at: string, to: string | null): Change => [at, 'due', to];

describe('an item due in the week has one outcome', () => {
  it.each<[string, string | null, Change[], string | null]>([
    [
      'done a millisecond before 24:00 is on time',
      '2026-11-10',
      [done('2026-11-10T22:59:59.999Z')],
      '2026-11-10 doneOnTime',
    ],
    [
      'done at exactly 24:00 is late',
      '2026-11-10',
      [done('2026-11-10T23:00:00.000Z')],
      '2026-11-10 doneLate',
    ],
    [
      'done on Sunday night is on time',
      '2026-11-15',
      [done('2026-11-15T22:59:59.999Z')],
      '2026-11-15 doneOnTime',
    ],
    [
      'done at the very end of the week is not yet done in it',
      '2026-11-15',
      [done('2026-11-15T23:00:00.000Z')],
      '2026-11-15 missed',
    ],
    [
      'done after the week is missed in it',
      '2026-11-10',
      [done('2026-11-17T09:00:00Z')],
      '2026-11-10 missed',
    ],
    [
      'cancelled is dropped',
      '2026-11-13',
      [['2026-11-12T09:00:00Z', 'state', 'cancelled']],
      '2026-11-13 dropped',
    ],
    [
      'started is still unfinished',
      '2026-11-13',
      [['2026-11-12T09:00:00Z', 'state', 'in_progress']],
      '2026-11-13 missed',
    ],
    [
      'moved out of the week stays in it as moved',
      '2026-11-12',
      [moved('2026-11-11T09:00:00Z', '2026-11-26')],
      '2026-11-12 moved',
    ],
    [
      'moved within the week is moved too',
      '2026-11-10',
      [moved('2026-11-10T09:00:00Z', '2026-11-14')],
      '2026-11-10 moved',
    ],
    [
      'moved and moved back is judged by its day',
      '2026-11-12',
      [moved('2026-11-11T09:00:00Z', '2026-11-26'), moved('2026-11-11T10:00:00Z', '2026-11-12')],
      '2026-11-12 missed',
    ],
    [
      'with its date removed is moved',
      '2026-11-12',
      [moved('2026-11-11T09:00:00Z', null)],
      '2026-11-12 moved',
    ],
    [
      'moved to an earlier day keeps the day it had',
      '2026-11-12',
      [moved('2026-11-11T09:00:00Z', '2026-11-10')],
      '2026-11-12 missed',
    ],
    [
      'moved away and then done is judged by its first day',
      '2026-11-10',
      [moved('2026-11-10T09:00:00Z', '2026-11-26'), done('2026-11-12T09:00:00Z')],
      '2026-11-10 doneLate',
    ],
    [
      'moved at the first instant of the week was due in it',
      '2026-11-12',
      [moved('2026-11-08T23:00:00.000Z', '2026-11-26')],
      '2026-11-12 moved',
    ],
    [
      'moved a millisecond before the week was not',
      '2026-11-12',
      [moved('2026-11-08T22:59:59.999Z', '2026-11-26')],
      null,
    ],
    [
      'moved into the week is due in it',
      '2026-11-26',
      [moved('2026-11-11T09:00:00Z', '2026-11-13')],
      '2026-11-13 missed',
    ],
    ['without a date is due in no week', null, [done('2026-11-12T09:00:00Z')], null],
    [
      'given a date in the week is due from then on',
      null,
      [moved('2026-11-11T09:00:00Z', '2026-11-13')],
      '2026-11-13 missed',
    ],
    [
      'done early counts in the week it was promised for',
      '2026-11-10',
      [done('2026-11-04T09:00:00Z')],
      '2026-11-10 doneOnTime',
    ],
    [
      'cancelled early is dropped in the week it was promised for',
      '2026-11-10',
      [['2026-11-04T09:00:00Z', 'state', 'cancelled']],
      '2026-11-10 dropped',
    ],
    [
      'done early counts by the date it had then',
      '2026-11-10',
      [done('2026-11-04T09:00:00Z'), moved('2026-11-05T09:00:00Z', '2026-12-24')],
      '2026-11-10 doneOnTime',
    ],
    [
      'done early, its date only later set into the week, does not count in it',
      '2026-11-26',
      [done('2026-11-04T09:00:00Z'), moved('2026-11-05T09:00:00Z', '2026-11-10')],
      null,
    ],
    ['done late, before the week, was due before it', '2026-11-04', [done('2026-11-06T09:00:00Z')], null],
    [
      'done, reopened and left open is missed',
      '2026-11-10',
      [done('2026-11-09T09:00:00Z'), ['2026-11-09T10:00:00Z', 'state', 'open']],
      '2026-11-10 missed',
    ],
    [
      'done on time, reopened and done again late is late: the completion that stands counts',
      '2026-11-10',
      [done('2026-11-09T09:00:00Z'), ['2026-11-09T10:00:00Z', 'state', 'open'], done('2026-11-12T09:00:00Z')],
      '2026-11-10 doneLate',
    ],
    [
      'done early and cancelled afterwards is dropped',
      '2026-11-10',
      [done('2026-11-04T09:00:00Z'), ['2026-11-11T09:00:00Z', 'state', 'cancelled']],
      '2026-11-10 dropped',
    ],
    [
      'done early and reopened in the week is missed',
      '2026-11-10',
      [done('2026-11-04T09:00:00Z'), ['2026-11-09T10:00:00Z', 'state', 'open']],
      '2026-11-10 missed',
    ],
    [
      'dated and done in one edit before the week counts by the new date',
      '2026-11-26',
      [moved('2026-11-04T09:00:00Z', '2026-11-10'), done('2026-11-04T09:00:00Z')],
      '2026-11-10 doneOnTime',
    ],
  ])('%s', (_name, due, changes, outcome) => {
    expect(judged(sampleItem('A', created, due, changes))).toBe(outcome);
  });

  it('is pending while its day has not passed, missed from 24:00 on', () => {
    const item = sampleItem('A', created, '2026-11-12');
    expect(judged(item, '2026-W46', '2026-11-12T22:59:59.999Z')).toBe('2026-11-12 pending');
    expect(judged(item, '2026-W46', '2026-11-12T23:00:00.000Z')).toBe('2026-11-12 missed');
  });

  it('is pending in a week that has not begun', () => {
    expect(judged(sampleItem('A', created, '2026-11-12'), '2026-W46', '2026-11-03T09:00:00Z')).toBe(
      '2026-11-12 pending',
    );
  });

  it('sees nothing that happens after now', () => {
    const item = sampleItem('A', created, '2026-11-12', [done('2026-11-11T09:00:00Z')]);
    expect(judged(item, '2026-W46', '2026-11-11T08:59:59.999Z')).toBe('2026-11-12 pending');
    expect(judged(item, '2026-W46', '2026-11-11T09:00:00.000Z')).toBe('2026-11-12 doneOnTime');
  });

  it.each([
    ['the last hour of the day the clocks go back', '2026-10-25', '2026-10-25T22:59:59.999Z', 'doneOnTime'],
    ['24:00 of the day the clocks go back', '2026-10-25', '2026-10-25T23:00:00.000Z', 'missed'],
    ['24:00 of the day before the clocks go back', '2026-10-24', '2026-10-24T22:00:00.000Z', 'doneLate'],
  ])('is judged by the local clock: %s', (_name, due, at, outcome) => {
    expect(judged(sampleItem('A', '2026-10-12T09:00:00Z', due, [done(at)]), '2026-W43')).toBe(
      `${due} ${outcome}`,
    );
  });

  it('depends on the time zone of the organisation', () => {
    const item = sampleItem('A', created, '2026-11-10', [done('2026-11-11T00:30:00Z')]);
    expect(judged(item)).toBe('2026-11-10 doneLate');
    expect(judged(item, '2026-W46', later, 'America/New_York')).toBe('2026-11-10 doneOnTime');
  });
});

describe('an adopted issue', () => {
  it.each(['done', 'cancelled'])(
    'that was already %s when its postmortem was recorded counts nowhere',
    (state) => {
      const item = bareItem('A', created, [
        ['2026-10-01T09:00:00Z', 'due', '2026-11-10'],
        ['2026-10-02T09:00:00Z', 'state', state],
      ]);
      expect(judged(item)).toBeNull();
      expect(timelineOf(item)).toBeNull();
    },
  );

  it('brings the date it had, without its past', () => {
    const item = bareItem('A', created, [
      ['2026-10-01T09:00:00Z', 'due', '2026-10-20'],
      ['2026-10-02T09:00:00Z', 'due', '2026-11-10'],
      ['2026-10-03T09:00:00Z', 'state', 'in_progress'],
    ]);
    expect(timelineOf(item)?.steps).toEqual([
      { at: Date.parse(created), state: 'in_progress', due: '2026-11-10' },
    ]);
    expect(judged(item)).toBe('2026-11-10 missed');
  });

  it('keeps the promise of the document as the first one', () => {
    const item = bareItem('A', created, [
      ['2026-10-01T09:00:00Z', 'due', '2026-10-20'],
      [created, 'due', '2026-11-10'],
      [created, 'due', '2026-11-30'],
    ]);
    expect(timelineOf(item)?.steps.map((step) => step.due)).toEqual(['2026-11-10', '2026-11-30']);
  });
});

describe('the due set as a whole', () => {
  it('adds up, has rates between 0 and 1, and on time is never more than completed', () => {
    fc.assert(
      fc.property(histories, instants, fc.constantFrom(...weeks), (items, now, week) => {
        const span = spanOf(week, new Date(now), berlin);
        const found = items.flatMap((item) => {
          const timeline = timelineOf(item);
          return (timeline && dueJudgement(timeline, span)) ?? [];
        });
        const figures = dueFigures(found.map(({ outcome }) => outcome));
        const {
          doneOnTime,
          doneLate,
          dropped,
          moved: away,
          missed,
          pending,
          total,
          rate,
          onTimeRate,
        } = figures;
        expect(total).toBe(found.length);
        expect(doneOnTime + doneLate + dropped + away + missed + pending).toBe(total);
        expect(rate === null).toBe(total === pending);
        expect(rate ?? 0).toBeGreaterThanOrEqual(onTimeRate ?? 0);
        expect(rate ?? 0).toBeLessThanOrEqual(1);
        expect(now >= week.to.getTime() ? pending : 0).toBe(0);
        for (const { baseline } of found) {
          expect(baseline >= week.firstDay && baseline <= week.lastDay).toBe(true);
        }
      }),
    );
  });

  it('loses no item by moving its date during the week', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...weeks),
        fc.option(fc.constantFrom('2026-12-24', '2026-10-01')),
        fc.nat(),
        (week, to, part) => {
          const at = new Date(week.from.getTime() + (part % (week.to.getTime() - week.from.getTime())));
          const item = sampleItem('A', '2026-09-01T09:00:00Z', week.lastDay, [[at.toISOString(), 'due', to]]);
          expect(judged(item, week.name)).toMatch(new RegExp(`^${week.lastDay} `));
        },
      ),
    );
  });
});
