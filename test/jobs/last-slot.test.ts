import { createTask } from 'node-cron';
import { expect, it } from 'vitest';
import { lastSlot } from '../../src/jobs/last-slot.ts';

const timeZone = 'Europe/Berlin';

function last(pattern: string, now: string): string | null {
  const task = createTask(pattern, () => undefined, { timezone: timeZone });
  const slot = lastSlot(task, timeZone, new Date(now));
  void task.destroy();
  return slot?.toISOString().replace('.000', '') ?? null;
}

it.each([
  ['every minute', '* * * * *', '2026-11-04T12:00:31.200Z', '2026-11-04T12:00:00Z'],
  ['every five seconds', '*/5 * * * * *', '2026-11-04T12:00:04Z', '2026-11-04T12:00:00Z'],
  ['at its very instant', '0 8 * * 1', '2026-11-16T07:00:00Z', '2026-11-16T07:00:00Z'],
  ['a moment before it', '0 8 * * 1', '2026-11-16T06:59:59.999Z', '2026-11-09T07:00:00Z'],
  ['just after midnight', '*/10 * * * *', '2026-11-03T23:05:00Z', '2026-11-03T23:00:00Z'],
  ['yesterday', '0 3 * * *', '2026-11-04T01:59:00Z', '2026-11-03T02:00:00Z'],
  ['twice a week, unevenly', '0 8 * * 1,4', '2026-11-15T12:00:00Z', '2026-11-12T07:00:00Z'],
  ['before the clocks went back', '0 8 * * 1', '2026-10-25T12:00:00Z', '2026-10-19T06:00:00Z'],
  ['after the clocks went back', '0 8 * * 1', '2026-10-26T07:30:00Z', '2026-10-26T07:00:00Z'],
  ['in an hour the clocks skipped', '30 2 * * *', '2026-03-29T12:00:00Z', '2026-03-28T01:30:00Z'],
  ['the last day of a month', '0 8 L * *', '2026-11-04T12:00:00Z', '2026-10-31T07:00:00Z'],
  ['never in the year before', '0 8 29 2 *', '2026-11-04T12:00:00Z', null],
])('finds the last slot: %s', (_, pattern, now, expected) => {
  expect(last(pattern, now)).toBe(expected);
});
