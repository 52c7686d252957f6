import { assert, date as anyDate, property } from 'fast-check';
import { expect, it } from 'vitest';
import { datesIn, figureOrder, firstDay } from '../../src/postmortem/written-dates.ts';
import { momentIn } from '../../src/postmortem/written-instant.ts';

it.each([
  ['2026-11-02', '2026-11-02'],
  ['January 3th, 2023 at noon', '2023-01-03'],
  ['Jul 16, 2023', '2023-07-16'],
  ['20 November 2026', '2026-11-20'],
  ['12th of May, 2024', '2024-05-12'],
  ['January 14-19, 2026', '2026-01-14'],
  ['July 15 & 16, 2014', '2014-07-15'],
  ['16.03.2020', '2020-03-16'],
  ['5-26-21', '2021-05-26'],
  ['2026年4月16日', '2026-04-16'],
  ['26. april 2023', '2023-04-26'],
  ['3 de marzo de 2024', '2024-03-03'],
  ['1er avril — 2 août 2025', '2025-08-02'],
  ['14/15 août 2024', '2024-08-14'],
  ['2. und 3. Mai 2025', '2025-05-02'],
  ['2026년 7월 2일', '2026-07-02'],
  ['Apr-22-2022', '2022-04-22'],
  ['2025‑08‑21', '2025-08-21'],
])('“%s” is a day', (text, day) => {
  expect(firstDay(text, null)).toBe(day);
});

it.each(['September 2025', 'Q4 2025', '1.2.3', '10.0.0.12', '12:30', 'v2.10.21', 'port 8080', 'May 4th'])(
  '“%s” is none',
  (text) => {
    expect(firstDay(text, null)).toBeNull();
  },
);

it('does not guess between day and month', () => {
  expect(datesIn('03/10/2021', null)).toMatchObject([{ day: null, fault: 'ambiguous' }]);
  expect(firstDay('03/10/2021', 'dmy')).toBe('2021-10-03');
  expect(firstDay('03/10/2021', 'mdy')).toBe('2021-03-10');
});

it('learns the order from another date of the document', () => {
  expect(figureOrder('met on 03/10/2021 and 21/10/2021')).toBe('dmy');
  expect(figureOrder('met on 3/10/21 and 3/21/21')).toBe('mdy');
  expect(figureOrder('06-11-2023, that is 2023-11-06')).toBe('dmy');
  expect(figureOrder('03/10/2021')).toBeNull();
});

it.each([
  ['2026-11-02T09:12:00Z', '2026-11-02T09:12:00Z'],
  ['2026-11-02 09:12 UTC', '2026-11-02T09:12:00Z'],
  ['2026-11-02T09:12:30+02:00', '2026-11-02T09:12:30+02:00'],
  ['2026-11-02 4:23PM PST', '2026-11-02T16:23:00-08:00'],
  ['09:12 UTC on Monday, 2 November 2026', '2026-11-02T09:12:00Z'],
  ['2026年11月2日 9時12分 JST', '2026-11-02T09:12:00+09:00'],
  ['from April 6 to April 11, 2023', '2023-04-06'],
  ['14–19 January 2026', '2026-01-14'],
  ['2 November 2026, 9:12 GMT', '2026-11-02T09:12:00Z'],
  ['2026-11-02 09:12', '2026-11-02'],
  ['2026-11-02 09:12 CST', '2026-11-02'],
  ['2026-11-02 29:99 UTC', '2026-11-02'],
])('the moment of “%s” is as exact as it is written', (text, moment) => {
  expect(momentIn(text, { order: null, zone: null })).toBe(moment);
});

it('reads back every day written with year, month and day', () => {
  const days = anyDate({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  assert(
    property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(firstDay(`due ${day}.`, null)).toBe(day);
    }),
  );
});
