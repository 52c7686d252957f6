import * as fc from 'fast-check';
import { itemStates, type ItemEvent, type TrackedItem } from '../../src/actions/item-history.ts';
import { addDays, addWeeks, weekNamed, type Week } from '../../src/lib/calendar.ts';
import { categories, priorities } from '../../src/postmortem/promise.ts';
import type { QualityRule } from '../../src/postmortem/quality/rules.ts';
import { berlin, sampleItem } from './sample-item.ts';

const named = weekNamed('2026-W43', berlin);
if (!named) throw new Error('2026-W43 is a week');
/** The week in which Berlin leaves summer time, and its neighbours. */
export const weeks: readonly Week[] = [-1, 0, 1, 2].map((count) => addWeeks(named, count, berlin));

const edges = weeks.flatMap(({ from, to }) =>
  [from, to].flatMap((at) => [-1, 0, 1].map((ms) => at.getTime() + ms)),
);
const first = Math.min(...edges) + 1 - 20 * 86_400_000;
const last = Math.max(...edges) + 10 * 86_400_000;
/** Any instant around the weeks, their very edges often, and few enough to coincide. */
export const instants = fc.oneof(
  fc.constantFrom(...edges),
  fc.nat({ max: Math.floor((last - first) / 3_600_000) }).map((hour) => first + hour * 3_600_000),
);

/** Far apart, or so near each other that dates move often and not far. */
const days = fc
  .oneof(fc.integer({ min: -10, max: 40 }), fc.integer({ min: 10, max: 16 }))
  .map((count) => addDays('2026-10-12', count));

const changes = fc.record({
  at: instants,
  late: fc.constantFrom(0, 0, 3_600_000, 30 * 86_400_000),
  what: fc.oneof(
    fc.constantFrom(...itemStates).map((value) => ({ field: 'state' as const, value })),
    fc.constantFrom(...itemStates).map((value) => ({ field: 'state' as const, value })),
    fc.option(days, { freq: 5 }).map((value) => ({ field: 'due' as const, value })),
    fc.option(days, { freq: 5 }).map((value) => ({ field: 'due' as const, value })),
    fc.option(days, { freq: 5 }).map((value) => ({ field: 'due' as const, value })),
    fc.constantFrom('absent', 'absent', 'present').map((value) => ({ field: 'issue' as const, value })),
    fc.constantFrom('2026-10-25', '2027-03-01').map((value) => ({ field: 'accepted_until' as const, value })),
    fc.constantFrom<Pick<ItemEvent, 'field' | 'value'>[]>(
      { field: 'assignee', value: null },
      { field: 'assignee', value: 'Tom Becker' },
      { field: 'assignee_active', value: 'false' },
      { field: 'priority', value: 'low' },
      { field: 'reason', value: 'service is retired' },
      { field: 'verified', value: 'held' },
      { field: 'verified', value: 'not-held' },
      { field: 'activity', value: null },
    ),
  ),
});

/** Items with any history: reopened, finished before they were recorded, moved, several changes at one instant. */
export const histories: fc.Arbitrary<TrackedItem[]> = fc
  .array(
    fc.record({
      createdAt: instants,
      due: fc.option(days),
      changed: fc.array(changes, { maxLength: 8 }),
      team: fc.constantFrom('payments', 'search'),
      services: fc.subarray(['checkout', 'ledger', 'index']),
      severity: fc.constantFrom('SEV1', 'SEV2', null),
      priority: fc.constantFrom(...priorities, null),
      category: fc.constantFrom(...categories, null),
      recordedAfter: fc.constantFrom(0, 0, 1_800_000, 9 * 86_400_000),
      linkedAfter: fc.option(fc.constantFrom(60_000, 60_000, 60_000, 15 * 86_400_000), { freq: 5 }),
      weaknesses: fc.subarray<QualityRule>(['vague', 'feeling', 'no-owner'], { maxLength: 1 }),
      test: fc.constantFrom(null, 'a deploy with code XYZ is refused', 'p95 stays low on 2026-10-30'),
    }),
    { maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ createdAt, due, changed, recordedAfter, linkedAfter, ...rest }, index) => {
      const { link, ...item } = sampleItem(`i${index}`, new Date(createdAt).toISOString(), due, [], rest);
      const events: ItemEvent[] = changed.map(({ at, late, what }) => ({
        ...what,
        occurredAt: new Date(at),
        recordedAt: new Date(at + late),
        by: null,
        origin: 'tracker',
      }));
      return {
        ...item,
        recordedAt: new Date(createdAt + recordedAfter),
        link: link && linkedAfter !== null ? { ...link, linkedAt: new Date(createdAt + linkedAfter) } : null,
        events: [...item.events, ...events].toSorted(
          (a, b) => a.occurredAt.getTime() - b.occurredAt.getTime(),
        ),
      };
    }),
  );
