import { describe, expect, it } from 'vitest';
import { event, sampleItem, type Change } from '../metrics/sample-item.ts';
import { created, due, kinds, never } from './raised.ts';

describe('a decision to accept the risk until a day', () => {
  const accepted: Change = ['2026-11-11T09:00:00Z', 'accepted_until', '2026-11-30'];
  const moves = [due('2026-11-03T09:00:00Z', '2026-11-09'), due('2026-11-04T09:00:00Z', '2026-11-10')];
  const item = sampleItem('A', created, '2026-11-05', [...moves, accepted]);

  it('silences overdue, slipping and stale through the end of that day, not longer', () => {
    expect(kinds(item, '2026-11-11T08:59:59Z')).toEqual(['slipping', 'overdue']);
    expect(kinds(item, '2026-11-30T22:59:59.999Z')).toEqual([]);
    expect(kinds(item, '2026-11-30T23:00:00.000Z')).toEqual(['slipping', 'overdue']);
    const quiet = sampleItem('B', '2026-10-01T09:00:00Z', never, [], {});
    expect(kinds(quiet, '2026-11-29T09:00:00Z')).toEqual(['stale']);
    const decided = { ...quiet, events: [...quiet.events, event(accepted, 'review')] };
    expect(kinds(decided, '2026-11-29T09:00:00Z')).toEqual([]);
  });

  it('silences at_risk', () => {
    const soon = sampleItem('A', created, '2026-11-20', [accepted]);
    expect(kinds(soon, '2026-11-14T09:00:00Z')).toEqual([]);
    expect(kinds({ ...soon, events: soon.events.slice(0, -1) }, '2026-11-14T09:00:00Z')).toEqual(['at_risk']);
  });

  it('does not silence what it is not about', () => {
    const ownerless = sampleItem('A', created, '2026-11-05', [
      ['2026-11-03T09:00:00Z', 'assignee', null],
      accepted,
    ]);
    expect(kinds(ownerless, '2026-11-20T09:00:00Z')).toEqual(['ownerless']);
  });

  it('can be withdrawn', () => {
    const withdrawn = sampleItem('A', created, '2026-11-10', [
      accepted,
      ['2026-11-12T09:00:00Z', 'accepted_until', null],
    ]);
    expect(kinds(withdrawn, '2026-11-13T09:00:00Z')).toEqual(['overdue']);
  });
});
