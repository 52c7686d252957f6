import { describe, expect, it } from 'vitest';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, never, raised, type World } from './raised.ts';

const item = (...changes: Change[]) =>
  sampleItem('A', created, never, [done('2026-11-05T09:00:00Z'), ...changes]);

describe('regressed', () => {
  const first = sampleIncident('INC-1', '2026-10-30T09:00:00Z');
  const again = sampleIncident('INC-2', '2026-11-20T09:00:00Z');
  const asOf = '2026-12-01T09:00:00Z';
  const since = '2026-11-20T09:00:00.000Z';
  it.each<[string, TrackedItem, World, string | null]>([
    [
      'is raised by an incident that repeats the one it was to prevent',
      item(),
      { incidents: [first, again] },
      since,
    ],
    [
      'is not raised by an unrelated incident',
      item(),
      { incidents: [first, { ...again, causes: ['disk-full'] }] },
      null,
    ],
    [
      'is not raised by a repeat before the completion',
      item(),
      { incidents: [first, sampleIncident('INC-2', '2026-11-04T09:00:00Z')] },
      null,
    ],
    [
      'is not raised by a repeat that is yet to come',
      item(),
      { incidents: [first, sampleIncident('INC-2', '2026-12-02T09:00:00Z')] },
      null,
    ],
    [
      'is not raised when the pair was rejected',
      item(),
      {
        incidents: [first, again],
        verdicts: [{ incidentId: 'INC-2', repeatsId: 'INC-1', verdict: 'rejected' }],
      },
      null,
    ],
    [
      'is raised when a person says the fix did not hold',
      item(['2026-11-15T09:00:00Z', 'verified', 'not-held']),
      {},
      '2026-11-15T09:00:00.000Z',
    ],
    [
      'counts from the first of the two',
      item(['2026-11-15T09:00:00Z', 'verified', 'not-held']),
      { incidents: [first, again] },
      '2026-11-15T09:00:00.000Z',
    ],
    [
      'is not taken back by what was said before the repeat',
      item(['2026-11-15T09:00:00Z', 'verified', 'held']),
      { incidents: [first, again] },
      since,
    ],
    [
      'is taken back by a person who looked after the repeat',
      item(['2026-11-25T09:00:00Z', 'verified', 'held']),
      { incidents: [first, again] },
      null,
    ],
    [
      'is not for an item that was reopened',
      item(['2026-11-25T09:00:00Z', 'state', 'open']),
      { incidents: [first, again] },
      null,
    ],
  ])('%s', (_name, tracked, world, expected) => {
    expect(raised('regressed', tracked, asOf, world)).toBe(expected);
  });
});
