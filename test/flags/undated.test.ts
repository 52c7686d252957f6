import { describe, expect, it } from 'vitest';
import { sampleItem } from '../metrics/sample-item.ts';
import { created, done, due, flags, never, raised } from './raised.ts';

describe('undated', () => {
  it('is raised when there never was a date', () => {
    const item = sampleItem('A', created, null);
    expect(raised('undated', item, '2026-11-10T09:00:00Z')).toBe('2026-11-02T09:00:00.000Z');
  });
  it('is raised when the date is removed, and says which it was', () => {
    const item = sampleItem('A', created, never, [due('2026-11-05T09:00:00Z', null)]);
    const [flag] = flags(item, '2026-11-10T09:00:00Z');
    expect(flag).toMatchObject({ kind: 'undated', since: new Date('2026-11-05T09:00:00Z') });
    expect(flag?.evidence).toContain('2026-12-24');
  });
  it('goes when a date is given or the item is done', () => {
    expect(
      raised(
        'undated',
        sampleItem('A', created, null, [due('2026-11-05T09:00:00Z', never)]),
        '2026-11-10T09:00:00Z',
      ),
    ).toBeNull();
    expect(
      raised(
        'undated',
        sampleItem('A', created, null, [done('2026-11-05T09:00:00Z')]),
        '2026-11-10T09:00:00Z',
      ),
    ).toBeNull();
  });
});
