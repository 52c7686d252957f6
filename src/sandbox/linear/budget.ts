const hour = 3_600_000;

/** A leaky bucket: it refills steadily, a whole limit in an hour. */
export interface Budget {
  readonly limit: number;
  /** Takes the amount if it is there. */
  take(amount: number): boolean;
  remaining(): number;
  /** When the bucket is full again, in epoch milliseconds. */
  reset(): number;
}

/** A full bucket on the given clock. */
export function createBudget(limit: number, clock: () => Date): Budget {
  let left = limit;
  let seen = clock().getTime();
  const refill = (): void => {
    const now = clock().getTime();
    left = Math.min(limit, left + (Math.max(0, now - seen) / hour) * limit);
    seen = now;
  };
  return {
    limit,
    take: (amount) => {
      refill();
      if (left < amount) return false;
      left -= amount;
      return true;
    },
    remaining: () => {
      refill();
      return Math.floor(left);
    },
    reset: () => {
      refill();
      return Math.ceil(seen + ((limit - left) / limit) * hour);
    },
  };
}
