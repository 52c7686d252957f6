/** A clock that several processes share and that runs faster than the real one, so that leases and pauses end within the test. */
export interface FastClock {
  /** Real milliseconds at which it began; what another process needs to have the same clock. */
  readonly base: number;
  readonly speed: number;
  readonly now: () => Date;
}

export function fastClock(base: number, speed: number): FastClock {
  return { base, speed, now: () => new Date(base + (Date.now() - base) * speed) };
}
