import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/lib/calendar.ts';
import { dueInText } from '../../src/postmortem/due-in-text.ts';
import { duePhrase } from '../../src/postmortem/due-words.ts';

/** A Monday. */
const calendar = { order: null, written: '2026-11-02', people: new Set<string>() } as const;

describe('in a document of Monday 2 November 2026', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['by 20 Nov', '2026-11-20'],
    ['Nov 20th', '2026-11-20'],
    ['Friday, Nov 20', '2026-11-20'],
    ['20.11.', '2026-11-20'],
    ['25/11', '2026-11-25'],
    ['3 January', '2027-01-03'],
    ['29 October', '2026-10-29'],
    ['Friday', '2026-11-06'],
    ['this Friday', '2026-11-06'],
    ['by next Friday', '2026-11-13'],
    ['Monday', '2026-11-09'],
    ['today', '2026-11-02'],
    ['tomorrow', '2026-11-03'],
    ['EOW', '2026-11-06'],
    ['next week', '2026-11-13'],
    ['EOM', '2026-11-30'],
    ['end of the month', '2026-11-30'],
    ['next month', '2026-12-31'],
    ['end of quarter', '2026-12-31'],
    ['next quarter', '2027-03-31'],
    ['end of year', '2026-12-31'],
    ['Q4', '2026-12-31'],
    ['in Q1', '2027-03-31'],
    ['Q1 2027', '2027-03-31'],
    ["Q2'27", '2027-06-30'],
    ['2027-Q3', '2027-09-30'],
    ['2027-03', '2027-03-31'],
    ['H1', '2027-06-30'],
    ['H2 2026', '2026-12-31'],
    ['Q4 2026 - Q1 2027', '2027-03-31'],
    ['second quarter', '2027-06-30'],
    ['December', '2026-12-31'],
    ['end of January', '2027-01-31'],
    ['mid-December', '2026-12-15'],
    ['March 2027', '2027-03-31'],
    ['2027', '2027-12-31'],
    ['2 weeks', '2026-11-16'],
    ['in two weeks', '2026-11-16'],
    ['1-2 weeks', '2026-11-16'],
    ['within 10 days', '2026-11-12'],
    ['over the next 2 months', '2027-01-02'],
    ['a month', '2026-12-02'],
    ['24 hours', '2026-11-03'],
    ['W48', '2026-11-27'],
    ['KW 2', '2027-01-15'],
    ['neste uke', '2026-11-13'],
    ['innen utgangen av måneden', '2026-11-30'],
    ['Ende November', '2026-11-30'],
    ['bis Jahresende', '2026-12-31'],
    ['in 3 Wochen', '2026-11-23'],
    ['fin novembre', '2026-11-30'],
    ['la semaine prochaine', '2026-11-13'],
    ['fin de mes', '2026-11-30'],
    ['próxima semana', '2026-11-13'],
    ['final do mês', '2026-11-30'],
    ['fine mese', '2026-11-30'],
    ['来週', '2026-11-13'],
    ['今月末', '2026-11-30'],
    ['11月20日まで', '2026-11-20'],
    ['2週間以内', '2026-11-16'],
    ['下周', '2026-11-13'],
    ['月底', '2026-11-30'],
  ])('“%s” is %s', (words, day) => {
    expect(duePhrase(words, calendar)).toMatchObject({ day, fault: null });
  });

  it.each([
    ['end of sprint', '2026-11-16'],
    ['next sprint', '2026-11-30'],
    ['2 sprints', '2026-11-30'],
  ])('“%s” is %s, if a sprint takes two weeks, which is said', (words, day) => {
    expect(duePhrase(words, calendar)).toMatchObject({ day, sprint: true });
  });

  it.each(['2026-02-30', '31.11.', '30 February 2026'])('“%s” is no day', (words) => {
    expect(duePhrase(words, calendar)).toMatchObject({ day: null, fault: 'impossible' });
  });

  it.each(['03/04/2026', '3/4'])('“%s” may be two days', (words) => {
    expect(duePhrase(words, calendar)).toMatchObject({ day: null, fault: 'ambiguous' });
  });

  it.each([
    '',
    'ASAP',
    'TBD',
    'ongoing',
    'soon',
    'few weeks',
    'Priya',
    '@maya',
    'the gateway',
    'Q7',
    'FY27',
    '12',
    'v2.1',
    'week 60',
    'P1',
    'maybe',
    'marching',
  ])('“%s” is no due date', (words) => {
    expect(duePhrase(words, calendar)).toBeNull();
  });

  it.each([
    ['Add an alarm by next Friday', 'next Friday'],
    ['Add an alarm by Nov 20 so that we sleep', 'Nov 20'],
    ['Add an alarm before the end of April', 'the end of April'],
    ['Add an alarm in Q1', 'in Q1'],
    ['Add an alarm during the H1 sprints', 'during the H1'],
    ['Over the next 2 months we rework alarms', 'Over the next 2 months'],
    ['Move topics by EOQ.', 'EOQ'],
  ])('“%s” is due %s', (text, words) => {
    expect(dueInText(text, calendar)).toBe(words);
  });

  it.each([
    'Freeze production until 2026-11-20',
    'Schedule a failure test for next month',
    'Cut recovery time by 2 weeks',
    'Answer within 24 hours',
    'Sort alarms by week',
    'Pages may be seen by may',
    'Explain the outage of last week',
    'Keep logs for the end of month report',
  ])('“%s” names no due date', (text) => {
    expect(dueInText(text, calendar)).toBeNull();
  });
});

it('says that a period counts from a day which the document does not state', () => {
  expect(duePhrase('next Friday', { order: null, written: null })).toMatchObject({
    day: null,
    fault: 'undated',
  });
});

it('never gives a day that is none, nor one for "N days" that is not N days later', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
  const phrases = fc.constantFrom(
    'Q1',
    'H2',
    'EOM',
    'end of quarter',
    'next month',
    '3 months',
    'Feb 29',
    'week 53',
    'mid-February',
    'next Friday',
    '31.12.',
  );
  fc.assert(
    fc.property(days, phrases, fc.integer({ min: 1, max: 999 }), (date, phrase, count) => {
      const written = date.toISOString().slice(0, 10);
      const read = duePhrase(phrase, { order: null, written });
      expect(read?.day === null || isDay(read?.day ?? '')).toBe(true);
      const mayLieBefore = phrase === 'Feb 29' || phrase === '31.12.';
      expect(mayLieBefore || (read?.day ?? written) >= written).toBe(true);
      const later = duePhrase(`${count} days`, { order: null, written })?.day ?? '';
      expect((Date.parse(later) - Date.parse(written)) / 86_400_000).toBe(count);
    }),
  );
});
