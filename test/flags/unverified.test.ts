import { describe, expect, it } from 'vitest';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, never, raised, said } from './raised.ts';

describe('unverified', () => {
  const test = 'p95 stays under 500 ms at the next cold start';
  it.each<[string, string | null, Change[], string, string | null]>([
    ['is raised 30 days after completion', test, [], '2026-12-05T09:00:00Z', '2026-12-05T09:00:00.000Z'],
    ['is not raised before', test, [], '2026-12-05T08:59:59.999Z', null],
    [
      'is raised when the day that the test names has passed',
      `${test} on 2026-11-20`,
      [],
      '2026-11-21T09:00:00Z',
      '2026-11-20T23:00:00.000Z',
    ],
    ['waits for that day', `${test} on 2027-01-20`, [], '2026-12-24T09:00:00Z', null],
    ['is not for an item that names no test', null, [], '2026-12-24T09:00:00Z', null],
    ['is not for a blank test', ' ', [], '2026-12-24T09:00:00Z', null],
    [
      'goes when somebody says that it held',
      test,
      [said('2026-12-01T09:00:00Z', 'held')],
      '2026-12-24T09:00:00Z',
      null,
    ],
    [
      'goes when somebody says that it did not',
      test,
      [said('2026-12-01T09:00:00Z', 'not-held')],
      '2026-12-24T09:00:00Z',
      null,
    ],
    [
      'takes no notice of what was said before completion',
      test,
      [said('2026-11-03T09:00:00Z', 'held')],
      '2026-12-24T09:00:00Z',
      '2026-12-05T09:00:00.000Z',
    ],
    [
      'is not for an item that was reopened',
      test,
      [['2026-11-10T09:00:00Z', 'state', 'open']],
      '2026-12-24T09:00:00Z',
      null,
    ],
  ])('%s', (_name, names, changes, asOf, since) => {
    const all = [done('2026-11-05T09:00:00Z'), ...changes].toSorted(
      ([a], [b]) => Date.parse(a) - Date.parse(b),
    );
    expect(raised('unverified', sampleItem('A', created, never, all, { test: names }), asOf)).toBe(since);
  });
});
