import { describe, expect, it } from 'vitest';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, due, never, raised } from './raised.ts';

describe('overdue', () => {
  it.each<[string, Change[], string, string | null]>([
    ['is raised at 24:00 of the due day', [], '2026-11-10T23:00:00.000Z', '2026-11-10T23:00:00.000Z'],
    ['is not raised a moment before', [], '2026-11-10T22:59:59.999Z', null],
    ['goes when the item is done', [done('2026-11-12T09:00:00Z')], '2026-11-20T09:00:00Z', null],
    [
      'goes when the date is moved',
      [due('2026-11-12T09:00:00Z', '2026-11-30')],
      '2026-11-20T09:00:00Z',
      null,
    ],
    [
      'stays while work is in progress',
      [['2026-11-12T09:00:00Z', 'state', 'in_progress']],
      '2026-11-20T09:00:00Z',
      '2026-11-10T23:00:00.000Z',
    ],
    [
      'counts from the reopening',
      [done('2026-11-09T09:00:00Z'), ['2026-11-15T09:00:00Z', 'state', 'open']],
      '2026-11-20T09:00:00Z',
      '2026-11-15T09:00:00.000Z',
    ],
    [
      'counts from when a past date was set',
      [due('2026-11-09T09:00:00Z', never), due('2026-11-15T09:00:00Z', '2026-11-11')],
      '2026-11-20T09:00:00Z',
      '2026-11-15T09:00:00.000Z',
    ],
  ])('%s', (_name, changes, asOf, since) => {
    expect(raised('overdue', sampleItem('A', created, '2026-11-10', changes), asOf)).toBe(since);
  });
});
