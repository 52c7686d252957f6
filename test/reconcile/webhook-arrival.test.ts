import { describe, expect, it } from 'vitest';
import { webhookArrival } from '../../src/reconcile/webhook-arrival.ts';

const now = new Date('2026-11-16T12:00:00Z');
const ago = (minutes: number | null) =>
  minutes === null ? null : new Date(now.getTime() - minutes * 60_000);

describe('whether webhooks arrive', () => {
  it.each([
    ['LW5: an issue changed hours ago and nothing ever came', null, 300, 'silent'],
    ['LW5: an issue changed long after the last one', 60 * 24 * 30, 300, 'silent'],
    ['JW6: an issue changed just more than an hour and a quarter after the last one', 300, 224, 'silent'],
    ['an issue changed an hour after the last one: its own may still be on the way', 300, 240, 'arriving'],
    ['an issue changed a minute ago and nothing ever came', null, 1, 'quiet'],
    ['nothing changed since the last one', 60 * 24 * 30, 60 * 24 * 31, 'arriving'],
    ['nothing changed and nothing came', null, null, 'quiet'],
    ['one came, and nothing is linked yet', 5, null, 'arriving'],
  ] as const)('%s', (_, last, changed, state) => {
    expect(webhookArrival(['secret'], ago(last), ago(changed), now)).toEqual({
      state,
      lastAt: ago(last),
      changedAt: ago(changed),
    });
  });

  it('is no question where none are set up', () => {
    expect(webhookArrival([], null, ago(300), now).state).toBe('off');
  });
});
