import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueFigures } from '../../src/metrics/due-figures.ts';
import { dueJudgement } from '../reference/due-judgement.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { timelineOf } from '../reference/timeline.ts';
import { judged } from './judged.ts';
import { histories, instants, weeks } from './random-history.ts';
import { berlin, sampleItem } from './sample-item.ts';

describe('the due set as a whole', () => {
  it('adds up, has rates between 0 and 1, and on time is never more than completed', () => {
    fc.assert(
      fc.property(histories, instants, fc.constantFrom(...weeks), (items, now, week) => {
        const span = spanOf(week, new Date(now), berlin);
        const found = items.flatMap((item) => {
          const timeline = timelineOf(item);
          return (timeline && dueJudgement(timeline, span)) ?? [];
        });
        const figures = dueFigures(found.map(({ outcome }) => outcome));
        const {
          doneOnTime,
          doneLate,
          dropped,
          moved: away,
          missed,
          pending,
          total,
          rate,
          onTimeRate,
        } = figures;
        expect(total).toBe(found.length);
        expect(doneOnTime + doneLate + dropped + away + missed + pending).toBe(total);
        expect(rate === null).toBe(total === pending);
        expect(rate ?? 0).toBeGreaterThanOrEqual(onTimeRate ?? 0);
        expect(rate ?? 0).toBeLessThanOrEqual(1);
        expect(now >= week.to.getTime() ? pending : 0).toBe(0);
        for (const { baseline } of found) {
          expect(baseline >= week.firstDay && baseline <= week.lastDay).toBe(true);
        }
      }),
    );
  });

  it('loses no item by moving its date during the week', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...weeks),
        fc.option(fc.constantFrom('2026-12-24', '2026-10-01')),
        fc.nat(),
        (week, to, part) => {
          const at = new Date(week.from.getTime() + (part % (week.to.getTime() - week.from.getTime())));
          const item = sampleItem('A', '2026-09-01T09:00:00Z', week.lastDay, [[at.toISOString(), 'due', to]]);
          expect(judged(item, week.name)).toMatch(new RegExp(`^${week.lastDay} `));
        },
      ),
    );
  });
});
