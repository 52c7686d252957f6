/** A clock that several processes share and that runs faster than the real one, so that leases and pauses end within the test. */
export interface FastClock {
  /** Real milliseconds at which it began; what another process needs to have the same clock. */
  readonly base: number;
  readonly speed: number;
  readonly now: () => Date;
  /** Lets so many milliseconds pass at once, in this process alone. */
  skip(milliseconds: number): void;
}

export function fastClock(base: number, speed: number): FastClock {
  let skipped = 0;
  return {
    base,
    speed,
    now: () => new Date(base + (Date.now() - base) * speed + skipped),
    skip: (milliseconds) => void (skipped += milliseconds),
  };
}
