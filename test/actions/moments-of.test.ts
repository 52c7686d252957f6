import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemMoment } from '../../src/actions/item-moment.ts';
import { momentsOf } from '../../src/actions/moments-of.ts';
import { dueMoves } from '../../src/flags/due-moves.ts';
import { pastOf } from '../../src/flags/item-past.ts';
import { timelineOf } from '../reference/timeline.ts';
import { histories, instants } from '../metrics/random-history.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour));
const lastOf = (moments: readonly ItemMoment[]) => moments.at(-1);

describe('the moments of an item', () => {
  it('follow each other without a gap, the last one open', () => {
    fc.assert(
      fc.property(histories, (items) => {
        for (const item of items) {
          const moments = momentsOf(item);
          expect(moments[0]?.from).toEqual(item.createdAt);
          expect(moments.map(({ to }) => to)).toEqual([...moments.slice(1).map(({ from }) => from), null]);
        }
      }),
    );
  });

  it('tell the same states and due dates as the history read step by step', () => {
    fc.assert(
      fc.property(histories, (items) => {
        for (const item of items) {
          const timeline = timelineOf(item);
          const moments = momentsOf(item);
          expect(moments[0]?.counts).toBe(timeline !== null);
          if (timeline === null) continue;
          const steps = moments
            .map(({ from, state, due }) => ({ at: from.getTime(), state, due }))
            .filter(
              (step, index, all) =>
                index === 0 || step.state !== all[index - 1]?.state || step.due !== all[index - 1]?.due,
            );
          expect(steps).toEqual(timeline.steps);
        }
      }),
    );
  });

  it('count the moves of the due date as the slip ledger does, and know what was true at any instant', () => {
    fc.assert(
      fc.property(histories, instants, (items, instant) => {
        for (const item of items) {
          const through = new Date(instant);
          const past = pastOf(item, through);
          const then = momentsOf({
            ...item,
            events: item.events.filter(({ occurredAt }) => occurredAt <= through),
          });
          if (!past) continue;
          const { firstDue, due, moves, movedDays } = dueMoves(item, through);
          expect(lastOf(then)).toMatchObject({
            firstDue,
            due,
            moves,
            movedDays,
            assignee: past.values.assignee ?? null,
          });
        }
      }),
    );
  });

  it('say of each push from which date it was made', () => {
    const event = (hour: number, field: 'due' | 'state' | 'activity', value: string | null) => ({
      field,
      value,
      occurredAt: at(hour),
      recordedAt: at(hour),
      by: null,
      origin: 'tracker' as const,
    });
    const moments = momentsOf({
      createdAt: at(0),
      priority: null,
      events: [
        event(0, 'state', 'open'),
        event(0, 'due', '2026-11-10'),
        event(1, 'due', '2026-11-20'),
        event(2, 'due', null),
        event(3, 'due', '2026-11-15'),
        event(4, 'due', '2026-11-25'),
        event(5, 'activity', null),
        event(6, 'state', 'done'),
      ],
    });
    expect(moments.map(({ due, pushedFrom, moves }) => [due, pushedFrom, moves])).toEqual([
      ['2026-11-10', null, 0],
      ['2026-11-20', '2026-11-10', 1],
      [null, null, 1],
      ['2026-11-15', null, 1],
      ['2026-11-25', '2026-11-15', 2],
      ['2026-11-25', null, 2],
      ['2026-11-25', null, 2],
    ]);
    expect(lastOf(moments)).toMatchObject({
      crossing: 'done',
      finishedDue: '2026-11-25',
      touchedAt: at(6),
      stateSince: at(6),
    });
  });
});
