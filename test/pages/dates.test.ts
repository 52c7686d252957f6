import { expect, it } from 'vitest';
import { weekNamed } from '../../src/lib/calendar.ts';
import { dayText, instantText, weekText } from '../../src/pages/dates.ts';

it('a day is written with its weekday', () => {
  expect(dayText('2026-11-10', 'Europe/Berlin')).toBe('Tue 10 Nov 2026');
});

it.each([
  ['Europe/Berlin', 'Wed 11 Nov 2026', 'Wed 11 Nov 2026, 00:10'],
  ['UTC', 'Tue 10 Nov 2026', 'Tue 10 Nov 2026, 23:10'],
  ['America/New_York', 'Tue 10 Nov 2026', 'Tue 10 Nov 2026, 18:10'],
])('an instant falls on the day it has in %s', (zone, day, instant) => {
  const when = new Date('2026-11-10T23:10:00Z');

  expect(dayText(when, zone)).toBe(day);
  expect(instantText(when, zone)).toBe(instant);
});

it.each([
  ['2026-W46', '9 – 15 Nov 2026'],
  ['2026-W44', '26 Oct – 1 Nov 2026'],
  ['2026-W53', '28 Dec 2026 – 3 Jan 2027'],
])('week %s is %s', (name, text) => {
  const week = weekNamed(name, 'Europe/Berlin');

  expect(week && weekText(week)).toBe(text);
});
