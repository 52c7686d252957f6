import { describe, expect, it } from 'vitest';
import { bareItem, sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, never, raised } from './raised.ts';

describe('ownerless', () => {
  it.each<[string, Change[], string | null]>([
    [
      'is raised when nobody is assigned',
      [['2026-11-05T09:00:00Z', 'assignee', null]],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'is raised when the account is deactivated',
      [['2026-11-06T09:00:00Z', 'assignee_active', 'false']],
      '2026-11-06T09:00:00.000Z',
    ],
    [
      'holds on from one to the other',
      [
        ['2026-11-05T09:00:00Z', 'assignee', null],
        ['2026-11-06T09:00:00Z', 'assignee', 'Li Wei'],
        ['2026-11-06T09:00:00Z', 'assignee_active', 'false'],
      ],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'goes when somebody takes it',
      [
        ['2026-11-05T09:00:00Z', 'assignee', null],
        ['2026-11-06T09:00:00Z', 'assignee', 'Li Wei'],
      ],
      null,
    ],
    [
      'goes when the account is active again',
      [
        ['2026-11-06T09:00:00Z', 'assignee_active', 'false'],
        ['2026-11-07T09:00:00Z', 'assignee_active', 'true'],
      ],
      null,
    ],
    [
      'is not for what is done',
      [['2026-11-05T09:00:00Z', 'assignee', null], done('2026-11-06T09:00:00Z')],
      null,
    ],
  ])('%s', (_name, changes, since) => {
    expect(raised('ownerless', sampleItem('A', created, never, changes), '2026-11-10T09:00:00Z')).toBe(since);
  });

  it('is raised from the creation on when nobody was ever named', () => {
    const item = bareItem('A', created, [[created, 'state', 'open']]);
    expect(raised('ownerless', item, '2026-11-10T09:00:00Z')).toBe('2026-11-02T09:00:00.000Z');
  });
});
