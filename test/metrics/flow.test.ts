import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnfinished, valueAt } from '../../src/actions/item-history.ts';
import { addWeeks } from '../../src/lib/calendar.ts';
import { flowByHistory } from '../reference/flow-by-history.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { timelinesOf } from '../reference/timeline.ts';
import { histories, instants, weeks } from './random-history.ts';
import { berlin, sampleItem } from './sample-item.ts';

const anyWeek = fc.constantFrom(...weeks);

describe('the flow of unfinished items over a week', () => {
  it('is an identity for every history, every week and every now', () => {
    fc.assert(
      fc.property(histories, anyWeek, instants, (items, week, now) => {
        const flow = flowByHistory(timelinesOf(items), spanOf(week, new Date(now), berlin));
        const came = flow.openAtStart + flow.created + flow.reopened;
        expect(came).toBe(flow.done + flow.dropped + flow.openAtEnd);
      }),
      { numRuns: 500 },
    );
  });

  it('ends with what is unfinished then, as the events themselves say', () => {
    fc.assert(
      fc.property(histories, anyWeek, instants, (items, week, now) => {
        const span = spanOf(week, new Date(now), berlin);
        const counting = items.filter((item) => isUnfinished(valueAt(item.events, 'state', item.createdAt)));
        const unfinished = counting.filter(
          (item) =>
            item.createdAt <= span.through && isUnfinished(valueAt(item.events, 'state', span.through)),
        );
        expect(flowByHistory(timelinesOf(items), span).openAtEnd).toBe(unfinished.length);
      }),
    );
  });

  it('begins a week where the week before it ended', () => {
    fc.assert(
      fc.property(histories, anyWeek, (items, week) => {
        const now = new Date('2027-06-01T00:00:00Z');
        const before = addWeeks(week, -1, berlin);
        const timelines = timelinesOf(items);
        expect(flowByHistory(timelines, spanOf(week, now, berlin)).openAtStart).toBe(
          flowByHistory(timelines, spanOf(before, now, berlin)).openAtEnd,
        );
      }),
    );
  });

  it('counts an item done, reopened and done again twice in done and once in reopened', () => {
    const item = sampleItem('A', '2026-10-01T09:00:00Z', null, [
      ['2026-10-20T09:00:00Z', 'state', 'done'],
      ['2026-10-21T09:00:00Z', 'state', 'open'],
      ['2026-10-22T09:00:00Z', 'state', 'done'],
    ]);
    const [, week] = weeks;
    if (!week) throw new Error('there are four weeks');
    const flow = flowByHistory(timelinesOf([item]), spanOf(week, new Date('2026-12-01T00:00:00Z'), berlin));
    expect(flow).toEqual({ openAtStart: 1, created: 0, reopened: 1, done: 2, dropped: 0, openAtEnd: 0 });
  });

  it('counts an item already done when it is created nowhere, also when it is reopened', () => {
    const item = sampleItem('A', '2026-10-19T09:00:00Z', '2026-10-21', [
      ['2026-10-19T09:00:00Z', 'state', 'done'],
      ['2026-10-20T09:00:00Z', 'state', 'open'],
    ]);
    const [, week] = weeks;
    if (!week) throw new Error('there are four weeks');
    const flow = flowByHistory(timelinesOf([item]), spanOf(week, new Date('2026-12-01T00:00:00Z'), berlin));
    expect(Object.values(flow).every((count) => count === 0)).toBe(true);
  });
});
