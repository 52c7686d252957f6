import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { sampleItem, type Change } from './sample-item.ts';

const created = '2026-11-02T09:00:00Z';
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
    expect(judged(item, '2026-W46', '2027-06-01T00:00:00Z', 'America/New_York')).toBe(
      '2026-11-10 doneOnTime',
    );
  });
});
