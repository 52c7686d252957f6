import { describe, expect, it } from 'vitest';
import { bareItem, sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, due, raised } from './raised.ts';

describe('slipping', () => {
  it.each<[string, Change[], string | null]>([
    [
      'is raised by the second move to a later day',
      [due('2026-11-03T09:00:00Z', '2026-12-01'), due('2026-11-04T09:00:00Z', '2026-12-02')],
      '2026-11-04T09:00:00.000Z',
    ],
    ['is not raised by one short move', [due('2026-11-03T09:00:00Z', '2026-12-13')], null],
    [
      'is raised by one move of fourteen days',
      [due('2026-11-03T09:00:00Z', '2026-12-14')],
      '2026-11-03T09:00:00.000Z',
    ],
    [
      'goes when that date is taken back',
      [due('2026-11-03T09:00:00Z', '2026-12-14'), due('2026-11-04T09:00:00Z', '2026-11-30')],
      null,
    ],
    [
      'does not count moves to an earlier day',
      [due('2026-11-03T09:00:00Z', '2026-11-28'), due('2026-11-04T09:00:00Z', '2026-11-27')],
      null,
    ],
    [
      'counts back and forth as a move each time it goes later',
      [
        due('2026-11-03T09:00:00Z', '2026-12-01'),
        due('2026-11-04T09:00:00Z', '2026-11-30'),
        due('2026-11-05T09:00:00Z', '2026-12-01'),
      ],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'compares with the last date that stood, also after a removal',
      [
        due('2026-11-03T09:00:00Z', '2026-12-01'),
        due('2026-11-04T09:00:00Z', null),
        due('2026-11-05T09:00:00Z', '2026-12-02'),
      ],
      '2026-11-05T09:00:00.000Z',
    ],
    [
      'sees no move where a removed date is given again',
      [
        due('2026-11-03T09:00:00Z', '2026-12-01'),
        due('2026-11-04T09:00:00Z', null),
        due('2026-11-05T09:00:00Z', '2026-12-01'),
      ],
      null,
    ],
    [
      'stays when the date is removed after two moves',
      [
        due('2026-11-03T09:00:00Z', '2026-12-01'),
        due('2026-11-04T09:00:00Z', '2026-12-02'),
        due('2026-11-05T09:00:00Z', null),
      ],
      '2026-11-04T09:00:00.000Z',
    ],
    [
      'goes when the item is done',
      [due('2026-11-03T09:00:00Z', '2026-12-14'), done('2026-11-05T09:00:00Z')],
      null,
    ],
  ])('%s', (_name, changes, since) => {
    expect(raised('slipping', sampleItem('A', created, '2026-11-30', changes), '2026-11-10T09:00:00Z')).toBe(
      since,
    );
  });

  it('does not blame an adopted issue for moves before its postmortem', () => {
    const adopted = bareItem('A', created, [
      due('2026-09-01T09:00:00Z', '2026-09-30'),
      due('2026-09-28T09:00:00Z', '2026-10-30'),
      due('2026-10-28T09:00:00Z', '2026-11-30'),
    ]);
    expect(raised('slipping', adopted, '2026-11-10T09:00:00Z')).toBeNull();
  });
});
