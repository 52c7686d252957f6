/** A stream of chances that is the same for the same seed. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number;
  /** Whether something happens that does so with this probability. */
  hits(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

/** Mulberry32: 32 bits of state, good enough to shuffle faults. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    hits: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
  };
}
