import { describe, expect, it } from 'vitest';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { cancelled, created, done, never, raised, reason } from './raised.ts';

describe('cancelled_unexplained', () => {
  it.each<[string, Change[], string | null]>([
    [
      'is raised by a cancellation without a reason',
      [cancelled('2026-11-05T09:00:00Z')],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'is not raised when a reason came with it',
      [cancelled('2026-11-05T09:00:00Z'), reason('2026-11-05T09:00:00Z')],
      null,
    ],
    [
      'goes when a reason comes later',
      [cancelled('2026-11-05T09:00:00Z'), reason('2026-11-06T09:00:00Z')],
      null,
    ],
    [
      'is not raised when the decision came before its write',
      [reason('2026-11-05T08:59:00Z'), cancelled('2026-11-05T09:00:00Z')],
      null,
    ],
    [
      'is raised when the only reason was for an earlier cancellation',
      [
        cancelled('2026-11-03T09:00:00Z'),
        reason('2026-11-03T10:00:00Z'),
        ['2026-11-04T09:00:00Z', 'state', 'open'],
        cancelled('2026-11-05T09:00:00Z'),
      ],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'is raised by an empty reason',
      [cancelled('2026-11-05T09:00:00Z'), reason('2026-11-05T09:00:00Z', ' ')],
      '2026-11-05T09:00:00.000Z',
    ],
    ['is not for what is done', [done('2026-11-05T09:00:00Z')], null],
  ])('%s', (_name, changes, since) => {
    expect(
      raised('cancelled_unexplained', sampleItem('A', created, never, changes), '2026-11-10T09:00:00Z'),
    ).toBe(since);
  });
});
