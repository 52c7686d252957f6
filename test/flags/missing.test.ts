import { describe, expect, it } from 'vitest';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, done, never, raised } from './raised.ts';

const seen = (...sights: string[]): Change[] =>
  sights.map((value, index) => [`2026-11-0${index + 3}T09:00:00Z`, 'issue', value]);

describe('missing', () => {
  it.each<[string, Change[], string | null]>([
    ['is not raised by one sweep', seen('present', 'absent'), null],
    [
      'is raised by the second in a row',
      seen('present', 'absent', 'absent', 'absent'),
      '2026-11-05T09:00:00.000Z',
    ],
    ['is not raised by two with a sight between', seen('absent', 'present', 'absent'), null],
    ['goes when the issue is seen again', seen('absent', 'absent', 'present'), null],
    ['is not for what is done', [...seen('absent', 'absent'), done('2026-11-06T09:00:00Z')], null],
  ])('%s', (_name, changes, since) => {
    expect(raised('missing', sampleItem('A', created, never, changes), '2026-11-10T09:00:00Z')).toBe(since);
  });
});
