import { describe, expect, it } from 'vitest';
import { readInstant } from '../../src/lib/written-instant.ts';

const read = (text: string) => {
  const found = readInstant(text, 'Europe/Berlin');
  return 'instant' in found ? found.instant.toISOString() : found.problem;
};

describe('an instant is read', () => {
  it.each([
    ['2026-11-02T09:12:00Z', '2026-11-02T09:12:00.000Z'],
    ['2026-11-02 09:12 UTC', '2026-11-02T09:12:00.000Z'],
    ['2026-11-02T09:12:30.5+0100', '2026-11-02T08:12:30.500Z'],
    ['2026-11-02 09:12', '2026-11-02T08:12:00.000Z'],
    ['2026-07-02 09:12', '2026-07-02T07:12:00.000Z'],
    ['2026-11-02', '2026-11-01T23:00:00.000Z'],
  ])('%s', (text, instant) => expect(read(text)).toBe(instant));
});

describe('an instant is not guessed', () => {
  it.each([
    ['2026-10-25 02:30', 'there was twice in Europe/Berlin'],
    ['2026-03-29 02:30', 'there never was in Europe/Berlin'],
    ['2026-11-31', 'no day and no instant'],
    ['2026-02-30 10:00', 'no day and no instant'],
    ['2026-11-02 25:00', 'no day and no instant'],
    ['2026-11-02T25:00Z', 'no day and no instant'],
    ['02/11/2026', 'no day and no instant'],
    ['yesterday', 'no day and no instant'],
  ])('%s', (text, problem) => expect(read(text)).toContain(problem));

  it('and the advice of the message is one that helps', () => {
    const advice = /like (\S+)\.$/.exec(read('2026-10-25 02:30'))?.[1] ?? '';
    expect(read(advice)).toBe('2026-10-25T00:30:00.000Z');
  });
});
