import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import { findRepeats, inOrderOfStart, verdictBook } from '../../src/incidents/repeats.ts';
import { dayNumber, sampleIncident } from './sample-incident.ts';

function found(incidents: readonly Incident[], verdicts: readonly PairVerdict[] = []): string[] {
  return [...findRepeats(inOrderOfStart(incidents), verdictBook(verdicts), 90).repeats.values()].map(
    ({ incident, repeats, basis }) => `${incident.id} ${basis} ${repeats.id}`,
  );
}

const verdict = (incidentId: string, repeatsId: string, said: PairVerdict['verdict']): PairVerdict => ({
  incidentId,
  repeatsId,
  verdict: said,
});

const a = sampleIncident('A', dayNumber(0));
const other = { services: ['search'], causes: ['disk-full'] };

describe('an incident repeats an earlier one', () => {
  it.each<[string, Incident[], PairVerdict[], string[]]>([
    [
      'with the same service and cause within the window',
      [a, sampleIncident('B', dayNumber(30))],
      [],
      ['B same-cause A'],
    ],
    ['at the last instant of the window', [a, sampleIncident('B', dayNumber(90))], [], ['B same-cause A']],
    ['not a moment later', [a, sampleIncident('B', dayNumber(90.001))], [], []],
    ['not with another cause', [a, sampleIncident('B', dayNumber(3), { causes: ['disk-full'] })], [], []],
    ['not in another service', [a, sampleIncident('B', dayNumber(3), { services: ['search'] })], [], []],
    [
      'however the keys are spelt',
      [a, sampleIncident('B', dayNumber(3), { causes: [' Config-Push'] })],
      [],
      ['B same-cause A'],
    ],
    [
      'not when a person rejected the pair',
      [a, sampleIncident('B', dayNumber(3))],
      [verdict('B', 'A', 'rejected')],
      [],
    ],
    [
      'by a later verdict on the pair, which stands',
      [a, sampleIncident('B', dayNumber(3), other)],
      [verdict('B', 'A', 'rejected'), verdict('B', 'A', 'confirmed')],
      ['B confirmed A'],
    ],
    [
      'declared, at any distance',
      [a, sampleIncident('B', dayNumber(900), { ...other, repeats: 'A' })],
      [],
      ['B declared A'],
    ],
    [
      'declared, although the pair was rejected as a suggestion',
      [a, sampleIncident('B', dayNumber(9), { ...other, repeats: 'A' })],
      [verdict('B', 'A', 'rejected')],
      ['B declared A'],
    ],
    [
      'confirmed, at any distance',
      [a, sampleIncident('B', dayNumber(900), other)],
      [verdict('B', 'A', 'confirmed')],
      ['B confirmed A'],
    ],
    [
      'never one that started later, whatever anybody says',
      [a, sampleIncident('B', dayNumber(-1), { ...other, repeats: 'A' })],
      [verdict('B', 'A', 'confirmed')],
      [],
    ],
    ['never one that started at the same instant', [a, sampleIncident('B', dayNumber(0))], [], []],
    ['never itself', [sampleIncident('A', dayNumber(0), { repeats: 'A' })], [], []],
    ['never one that is not recorded', [sampleIncident('B', dayNumber(0), { repeats: 'X' })], [], []],
    [
      'never one whose start is unknown',
      [sampleIncident('X', null), sampleIncident('B', dayNumber(0), { repeats: 'X' })],
      [],
      [],
    ],
  ])('%s', (_name, incidents, verdicts, expected) => {
    expect(found(incidents, verdicts)).toEqual(expected);
  });

  it('of several the latest, and once', () => {
    const incidents = [a, sampleIncident('B', dayNumber(10)), sampleIncident('C', dayNumber(20))];
    expect(found(incidents)).toEqual(['B same-cause A', 'C same-cause B']);
  });

  it('by declaration before confirmation before cause, even where a later rule knows a later one', () => {
    const b = sampleIncident('B', dayNumber(10));
    const c = sampleIncident('C', dayNumber(20));
    const d = sampleIncident('D', dayNumber(30), { repeats: 'A' });
    const confirmed = [verdict('D', 'B', 'confirmed')];
    expect(found([a, b, c, d], confirmed)).toContain('D declared A');
    expect(found([a, b, c, { ...d, repeats: null }], confirmed)).toContain('D confirmed B');
    expect(found([a, b, c, { ...d, repeats: null }])).toContain('D same-cause C');
  });

  it('whatever order the incidents are given in', () => {
    const arbitrary = fc.array(
      fc.record({
        day: fc.nat(200),
        service: fc.constantFrom('checkout', 'ledger'),
        cause: fc.constantFrom('x', 'y'),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(arbitrary, (drafts) => {
        const incidents = drafts.map(({ day, service, cause }, index) =>
          sampleIncident(`I${index}`, dayNumber(day), { services: [service], causes: [cause] }),
        );
        const repeats = [...findRepeats(inOrderOfStart(incidents), verdictBook([]), 90).repeats.values()];
        expect(found(incidents.toReversed())).toEqual(found(incidents));
        expect(
          repeats.every(({ incident, repeats: earlier }) => earlier.startedAt < incident.startedAt),
        ).toBe(true);
      }),
    );
  });
});
