import { describe, expect, it } from 'vitest';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, due, raised } from './raised.ts';

describe('at_risk', () => {
  it.each<[string, string, Change[], string, string | null]>([
    [
      'is raised seven days before the due day',
      '2026-11-20',
      [],
      '2026-11-13T09:00:00Z',
      '2026-11-12T23:00:00.000Z',
    ],
    ['is not raised eight days before', '2026-11-20', [], '2026-11-12T09:00:00Z', null],
    ['is raised on the due day', '2026-11-20', [], '2026-11-20T22:59:00Z', '2026-11-12T23:00:00.000Z'],
    ['gives way to overdue after it', '2026-11-20', [], '2026-11-20T23:00:00Z', null],
    [
      'is not raised once somebody has started',
      '2026-11-20',
      [['2026-11-12T09:00:00Z', 'state', 'in_progress']],
      '2026-11-13T09:00:00Z',
      null,
    ],
    [
      'counts from when the near date was set',
      '2026-12-24',
      [due('2026-11-15T09:00:00Z', '2026-11-20')],
      '2026-11-16T09:00:00Z',
      '2026-11-15T09:00:00.000Z',
    ],
  ])('%s', (_name, day, changes, asOf, since) => {
    expect(raised('at_risk', sampleItem('A', created, day, changes), asOf)).toBe(since);
  });
});
