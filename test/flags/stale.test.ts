import { describe, expect, it } from 'vitest';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import { event, sampleItem } from '../metrics/sample-item.ts';
import { created, done, never, raised } from './raised.ts';

describe('stale', () => {
  const at = '2026-11-23T09:00:00Z';
  it.each<[string, TrackedItem, string, string | null]>([
    ['is raised after 21 days of silence', sampleItem('A', created, never), at, '2026-11-23T09:00:00.000Z'],
    ['is not raised a moment before', sampleItem('A', created, never), '2026-11-23T08:59:59.999Z', null],
    [
      'starts anew with anything done in the tracker',
      sampleItem('A', created, never, [['2026-11-04T09:00:00Z', 'activity', null]]),
      at,
      null,
    ],
    [
      'takes no notice of our own writes',
      sampleItem('A', created, never, [], {
        events: [
          ...sampleItem('A', created, never).events,
          event(['2026-11-04T09:00:00Z', 'activity', null], 'followthrough'),
        ],
      }),
      at,
      '2026-11-23T09:00:00.000Z',
    ],
    [
      'takes no notice of our own sweeps',
      sampleItem('A', created, never, [['2026-11-04T09:00:00Z', 'issue', 'present']]),
      at,
      '2026-11-23T09:00:00.000Z',
    ],
    ['is not for what is done', sampleItem('A', created, never, [done('2026-11-02T10:00:00Z')]), at, null],
    ['is not for what is in no tracker', sampleItem('A', created, never, [], { link: null }), at, null],
  ])('%s', (_name, item, asOf, since) => {
    expect(raised('stale', item, asOf)).toBe(since);
  });
});
