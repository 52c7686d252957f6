import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWeeks,
  dayOf,
  daysBetween,
  elapsedDays,
  endOfDay,
  isDay,
  isTimeZone,
  lastCompleteWeek,
  startOfDay,
  weekAt,
  weekNamed,
} from '../../src/lib/calendar.ts';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const instant = fc
  .integer({ min: Date.parse('2015-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') })
  .map((ms) => new Date(ms));
const day = fc.integer({ min: 0, max: 12_000 }).map((count) => addDays('2012-01-01', count));
const hours = (from: Date, to: Date) => elapsedDays(from, to) * 24;
const hoursOf = (text: string) => hours(startOfDay(text, 'Europe/Berlin'), endOfDay(text, 'Europe/Berlin'));

describe('a day', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-2-3', false],
    ['2026-02-03T00:00', false],
    ['', false],
  ])('%j is real: %s', (text, real) => {
    expect(isDay(text)).toBe(real);
  });

  it('lasts 23 hours when the clocks go forward and 25 when they go back', () => {
    expect([hoursOf('2026-03-29'), hoursOf('2026-03-30'), hoursOf('2026-10-25')]).toEqual([23, 24, 25]);
  });

  it('begins at its first instant where a clock change skips midnight', () => {
    const start = startOfDay('2018-11-04', 'America/Sao_Paulo');
    expect(start.toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(dayOf(new Date(start.getTime() - 1), 'America/Sao_Paulo')).toBe('2018-11-03');
  });

  it('holds every instant from its start to its end, the end excluded', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const found = dayOf(at, timeZone);
        expect(isDay(found)).toBe(true);
        expect(startOfDay(found, timeZone).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(endOfDay(found, timeZone).getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });

  it('is as many days away as were added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
  });
});

const completeAt = (text: string) => lastCompleteWeek(new Date(text), 'Europe/Berlin').name;

describe('a week', () => {
  it('is Monday to Monday in the zone of the organisation', () => {
    expect(weekNamed('2026-W46', 'Europe/Berlin')).toEqual({
      name: '2026-W46',
      from: new Date('2026-11-08T23:00:00Z'),
      to: new Date('2026-11-15T23:00:00Z'),
      firstDay: '2026-11-09',
      lastDay: '2026-11-15',
    });
  });

  it.each([
    ['2026-W13', 167],
    ['2026-W43', 169],
    ['2026-W44', 168],
  ])('%s lasts %i hours in Berlin', (name, length) => {
    const week = weekNamed(name, 'Europe/Berlin');
    expect(week && Math.round(hours(week.from, week.to))).toBe(length);
  });

  it.each([
    ['2020-W53', '2020-12-28'],
    ['2026-W53', '2026-12-28'],
    ['2026-W01', '2025-12-29'],
    ['2027-W01', '2027-01-04'],
  ])('%s begins on %s', (name, firstDay) => {
    expect(weekNamed(name, 'Europe/Berlin')?.firstDay).toBe(firstDay);
  });

  it.each(['2025-W53', '2027-W53', '2026-W00', '2026-W54', '2026-46', 'W46', '2026-W4', '2026-W46 '])(
    '%j is none',
    (name) => {
      expect(weekNamed(name, 'Europe/Berlin')).toBeNull();
    },
  );

  it.each([
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2026-01-01T12:00:00Z', '2026-W01'],
    ['2024-12-30T12:00:00Z', '2025-W01'],
    ['2026-11-08T22:59:59.999Z', '2026-W45'],
    ['2026-11-08T23:00:00.000Z', '2026-W46'],
  ])('the instant %s falls in %s', (at, name) => {
    expect(weekAt(new Date(at), 'Europe/Berlin').name).toBe(name);
  });

  it('holds the instant it was asked for, is found again by its name, and joins its neighbours', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: -120, max: 120 }), (at, timeZone, count) => {
        const week = weekAt(at, timeZone);
        expect(week.from <= at && at < week.to).toBe(true);
        expect(weekNamed(week.name, timeZone)).toEqual(week);
        expect(daysBetween(week.firstDay, week.lastDay)).toBe(6);
        expect(addWeeks(week, 1, timeZone).from).toEqual(week.to);
        expect(addWeeks(addWeeks(week, count, timeZone), -count, timeZone)).toEqual(week);
        expect(daysBetween(week.firstDay, addWeeks(week, count, timeZone).firstDay)).toBe(7 * count);
      }),
    );
  });

  it('is complete from the first instant of the next one', () => {
    expect(completeAt('2026-11-15T22:59:59.999Z')).toBe('2026-W45');
    expect(completeAt('2026-11-15T23:00:00.000Z')).toBe('2026-W46');
  });
});

it('elapsed days are of 24 hours, whatever the clocks do', () => {
  expect(elapsedDays(new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T23:00:00Z'))).toBeCloseTo(
    25 / 24,
    12,
  );
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('the time zone %j is known: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

it('an instant falls on the day that its zone’s own clock shows', () => {
  const farZones = [
    'UTC',
    'Europe/Berlin',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'Pacific/Apia',
    'Asia/Kolkata',
  ];
  const anyTime = fc.date({
    min: new Date('2009-01-01T00:00:00Z'),
    max: new Date('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(anyTime, fc.constantFrom(...farZones), (at, timeZone) => {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
      expect(dayOf(at, timeZone)).toBe(shown);
    }),
    {
      numRuns: 1000,
      examples: [
        [new Date('2011-12-30T10:00:00Z'), 'Pacific/Apia'],
        [new Date('2011-12-30T09:59:59Z'), 'Pacific/Apia'],
      ],
    },
  );
});
