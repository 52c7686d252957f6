import { describe, expect, it } from 'vitest';
import { sampleItem } from '../metrics/sample-item.ts';
import { created, done, flags, never, raised } from './raised.ts';

describe('unlinked', () => {
  const late = { createdAt: new Date('2026-10-01T09:00:00Z'), link: null };
  it('is raised an hour after the item was recorded, however early its postmortem was published', () => {
    const item = sampleItem('A', created, never, [], late);
    expect(raised('unlinked', item, '2026-11-02T09:59:59.999Z')).toBeNull();
    expect(raised('unlinked', item, '2026-11-02T10:00:00Z')).toBe('2026-11-02T10:00:00.000Z');
  });
  it('shows the words of the tracker', () => {
    const item = sampleItem('A', created, never, [], {
      link: null,
      writeError: 'project PAY: Field "Team" is required',
    });
    expect(flags(item, '2026-11-03T09:00:00Z')[0]?.evidence).toContain('Field "Team" is required');
  });
  it('is not for what is linked or finished', () => {
    expect(raised('unlinked', sampleItem('A', created, never), '2026-11-03T09:00:00Z')).toBeNull();
    expect(
      raised(
        'unlinked',
        sampleItem('A', created, never, [done('2026-11-02T12:00:00Z')], { link: null }),
        '2026-11-03T09:00:00Z',
      ),
    ).toBeNull();
  });
  it('is seen in a past week in which the issue did not exist yet', () => {
    const linked = sampleItem('A', created, never);
    const link = linked.link && { ...linked.link, linkedAt: new Date('2026-11-20T09:00:00Z') };
    expect(raised('unlinked', { ...linked, link }, '2026-11-10T09:00:00Z')).toBe('2026-11-02T10:00:00.000Z');
  });
});
