import * as fc from 'fast-check';
import { itemStates, type ItemEvent, type TrackedItem } from '../../src/actions/item-history.ts';
import { addDays } from '../../src/lib/calendar.ts';
import { sampleItem } from '../metrics/sample-item.ts';
import { anyDay } from './random-incidents.ts';
import { dayNumber } from './sample-incident.ts';

const due = fc.option(
  anyDay.map((days) => addDays('2026-09-01', days)),
  { freq: 4 },
);

const change = fc.record({
  day: anyDay,
  what: fc.oneof(
    fc
      .constantFrom(...itemStates, 'done', 'done', 'done')
      .map((value) => ({ field: 'state' as const, value })),
    due.map((value) => ({ field: 'due' as const, value })),
    fc.constantFrom('held', 'not-held', null).map((value) => ({ field: 'verified' as const, value })),
    fc.constantFrom('Tom', 'Priya').map((value) => ({ field: 'assignee' as const, value })),
  ),
});

/** The usual end of an item: done, and now and then somebody says whether the fix held. */
const ending = fc
  .record({ day: anyDay, said: fc.constantFrom(null, 'held', 'not-held') })
  .map(({ day, said }) => [
    { day, what: { field: 'state' as const, value: 'done' } },
    ...(said ? [{ day: day + 10, what: { field: 'verified' as const, value: said } }] : []),
  ]);

/** Items of the incidents I0, I1, … over the same days, many of them finished, some with a test of the fix. */
export const lives: fc.Arbitrary<TrackedItem[]> = fc
  .array(
    fc.record({
      incident: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 9),
      day: anyDay,
      due,
      changes: fc.array(change, { maxLength: 4 }),
      end: fc.option(ending, { freq: 3 }),
      team: fc.constantFrom('payments', 'platform'),
      test: fc.constantFrom(
        null,
        ' ',
        'no page for a month',
        'seen on 2026-12-24',
        'seen on 2028-03-01',
        'on 2026-13-99 or 2027-01-05',
      ),
    }),
    { minLength: 10, maxLength: 20, size: 'max' },
  )
  .map((drafts) =>
    drafts.map(({ incident, day, due: promised, changes, end, team, test }, place) => {
      const item = sampleItem(`i${place}`, dayNumber(day), promised, [], {
        incidentId: `I${incident}`,
        team,
        test,
      });
      const events = [...changes, ...(end ?? [])].map(({ day: on, what }): ItemEvent => ({
        ...what,
        occurredAt: new Date(dayNumber(on)),
        recordedAt: new Date(dayNumber(on)),
        by: null,
        origin: 'tracker',
      }));
      return {
        ...item,
        events: [...item.events, ...events].toSorted((a, b) => Number(a.occurredAt) - Number(b.occurredAt)),
      };
    }),
  );
