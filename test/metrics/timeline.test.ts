import { describe, expect, it } from 'vitest';
import { timelineOf } from '../reference/timeline.ts';
import { judged } from './judged.ts';
import { bareItem, sampleItem } from './sample-item.ts';

const created = '2026-11-02T09:00:00Z';

describe('an adopted issue', () => {
  it.each(['done', 'cancelled'])(
    'that was already %s when its postmortem was recorded counts nowhere',
    (state) => {
      const item = bareItem('A', created, [
        ['2026-10-01T09:00:00Z', 'due', '2026-11-10'],
        ['2026-10-02T09:00:00Z', 'state', state],
      ]);
      expect(judged(item)).toBeNull();
      expect(timelineOf(item)).toBeNull();
    },
  );

  it('brings the date it had, without its past', () => {
    const item = bareItem('A', created, [
      ['2026-10-01T09:00:00Z', 'due', '2026-10-20'],
      ['2026-10-02T09:00:00Z', 'due', '2026-11-10'],
      ['2026-10-03T09:00:00Z', 'state', 'in_progress'],
    ]);
    expect(timelineOf(item)?.steps).toEqual([
      { at: Date.parse(created), state: 'in_progress', due: '2026-11-10' },
    ]);
    expect(judged(item)).toBe('2026-11-10 missed');
  });

  it('keeps the promise of the document as the first one', () => {
    const item = bareItem('A', created, [
      ['2026-10-01T09:00:00Z', 'due', '2026-10-20'],
      [created, 'due', '2026-11-10'],
      [created, 'due', '2026-11-30'],
    ]);
    expect(timelineOf(item)?.steps.map((step) => step.due)).toEqual(['2026-11-10', '2026-11-30']);
  });
});

it('an item of which no state was ever stated is owed', () => {
  expect(timelineOf(bareItem('A', created, []))?.steps).toEqual([
    { at: Date.parse(created), state: 'open', due: null },
  ]);
});

it('an issue that vanished keeps its last known state', () => {
  const item = sampleItem('A', created, '2026-11-10', [
    ['2026-11-03T09:00:00Z', 'state', 'in_progress'],
    ['2026-11-04T09:00:00Z', 'issue', 'absent'],
    ['2026-11-05T09:00:00Z', 'issue', 'absent'],
  ]);
  expect(timelineOf(item)?.steps.at(-1)).toMatchObject({ state: 'in_progress', due: '2026-11-10' });
});
