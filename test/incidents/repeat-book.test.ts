import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { slowLineOf, slowRepeatOf, slowReturnsAfter } from '../reference/repeats.ts';
import { pasts } from './random-incidents.ts';
import { dayNumber, sampleIncident } from './sample-incident.ts';

const a = sampleIncident('A', dayNumber(0));

it('the line of an incident goes back step by step', () => {
  const b = sampleIncident('B', dayNumber(80));
  const c = sampleIncident('C', dayNumber(160));
  const book = repeatBook([c, a, b], [], 90);
  expect(book.lineOf('C').map(({ id }) => id)).toEqual(['B', 'A']);
  expect(book.lineOf('A')).toEqual([]);
  expect(book.repeatOf('A')).toBeNull();
});

describe('an incident comes back after its fix was finished on day 100', () => {
  const other = { services: ['search'], causes: ['disk-full'] };
  it.each<[string, Incident[], PairVerdict[], string[]]>([
    [
      'with the same cause, although its own window is long over',
      [sampleIncident('B', dayNumber(150))],
      [],
      ['B'],
    ],
    ['at the last instant of the window', [sampleIncident('B', dayNumber(190))], [], ['B']],
    ['not after the window', [sampleIncident('B', dayNumber(190.01))], [], []],
    ['not at the instant of the finish or before it', [sampleIncident('B', dayNumber(100))], [], []],
    [
      'not when the pair was rejected',
      [sampleIncident('B', dayNumber(150))],
      [{ incidentId: 'B', repeatsId: 'A', verdict: 'rejected' }],
      [],
    ],
    ['declared', [sampleIncident('B', dayNumber(150), { ...other, repeats: 'A' })], [], ['B']],
    [
      'not declared after the window',
      [sampleIncident('B', dayNumber(200), { ...other, repeats: 'A' })],
      [],
      [],
    ],
    [
      'in line, through one that came before the finish',
      [
        sampleIncident('B', dayNumber(50), { ...other, repeats: 'A' }),
        sampleIncident('C', dayNumber(120), { causes: [], repeats: 'B' }),
      ],
      [],
      ['C'],
    ],
    [
      'not where it is declared to repeat something else',
      [sampleIncident('X', dayNumber(1), other), sampleIncident('B', dayNumber(150), { repeats: 'X' })],
      [],
      [],
    ],
  ])('%s', (_name, others, verdicts, expected) => {
    const book = repeatBook([a, ...others], verdicts, 90);
    expect(book.returnsAfter('A', new Date(dayNumber(100))).map(({ id }) => id)).toEqual(expected);
  });
});

const ids = (incidents: readonly Incident[]) => incidents.map(({ id }) => id);

it('says of any incidents and verdicts what holding each incident against every other says', () => {
  fc.assert(
    fc.property(pasts, fc.nat({ max: 300 }), ({ incidents, verdicts }, finishDay) => {
      const book = repeatBook(incidents, verdicts, 90);
      const finish = new Date(dayNumber(finishDay));
      for (const incident of incidents) {
        expect(book.repeatOf(incident.id)).toEqual(slowRepeatOf(incident, incidents, verdicts, 90));
        expect(ids(book.lineOf(incident.id))).toEqual(ids(slowLineOf(incident, incidents, verdicts, 90)));
        const returns = ids(slowReturnsAfter(incident, finish, incidents, verdicts, 90));
        expect(ids(book.returnsAfter(incident.id, finish))).toEqual(returns);
        expect(book.cameBack(incident.id, finish)).toBe(returns.length > 0);
      }
    }),
    { numRuns: 300 },
  );
});
