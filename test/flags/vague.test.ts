import { describe, expect, it } from 'vitest';
import { sampleItem } from '../metrics/sample-item.ts';
import { created, done, never, raised } from './raised.ts';

describe('vague', () => {
  it('is raised by the text check of intake, while the item is unfinished', () => {
    const vague = { weaknesses: ['no-owner', 'vague'] };
    expect(raised('vague', sampleItem('A', created, never, [], vague), '2026-11-10T09:00:00Z')).toBe(
      '2026-11-02T09:00:00.000Z',
    );
    expect(
      raised(
        'vague',
        sampleItem('A', created, never, [done('2026-11-05T09:00:00Z')], vague),
        '2026-11-10T09:00:00Z',
      ),
    ).toBeNull();
    expect(
      raised(
        'vague',
        sampleItem('A', created, never, [], { weaknesses: ['no-owner'] }),
        '2026-11-10T09:00:00Z',
      ),
    ).toBeNull();
  });
});
