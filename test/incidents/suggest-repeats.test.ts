import { expect, it } from 'vitest';
import type { PairVerdict } from '../../src/incidents/incident.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { suggestRepeats } from '../../src/incidents/suggest-repeats.ts';
import { dayNumber, sampleIncident } from './sample-incident.ts';

const a = sampleIncident('A', dayNumber(0), {
  title: 'Checkout refused cards after a currency table push',
  causes: [],
});
const b = sampleIncident('B', dayNumber(200), {
  title: 'Cards refused: currency table was stale',
  causes: [],
});
const c = sampleIncident('C', dayNumber(201), {
  title: 'Search latency doubled',
  services: ['search'],
  causes: [],
});
const incidents = [a, b, c];

function suggested(verdicts: readonly PairVerdict[], among = incidents) {
  const of = new Set(among.map(({ id }) => id));
  return suggestRepeats(among, verdicts, repeatBook(among, verdicts, 90), of);
}

it('two incidents that read alike are suggested as a repeat, with the reasons', () => {
  const [first, ...rest] = suggested([]);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ incident: 'B', repeats: 'A' });
  expect(first?.because).toEqual(['service checkout', 'cards', 'refused', 'currency', 'table']);
  expect(first?.similarity).toBeGreaterThan(0.5);
});

it('a rejected pair is never suggested again', () => {
  expect(suggested([{ incidentId: 'B', repeatsId: 'A', verdict: 'rejected' }])).toEqual([]);
});

it('an incident that repeats something already needs no suggestion', () => {
  expect(suggested([], [a, { ...b, repeats: 'A' }, c])).toEqual([]);
});

it('only the incidents asked for are looked at', () => {
  expect(suggestRepeats(incidents, [], repeatBook(incidents, [], 90), new Set(['A', 'C']))).toEqual([]);
});
