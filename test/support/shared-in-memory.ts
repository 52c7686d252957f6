import type { LimitLedger, LimitReading } from '../../src/trackers/limits.ts';
import type { StoredToken, TokenStore } from '../../src/trackers/tokens.ts';

/** What the processes of an installation share, for tests that need no database: test/db holds the real ones to the same promises. */
export interface SharedLimits extends LimitLedger {
  readonly kept: Map<string, LimitReading>;
}

export function sharedLimits(): SharedLimits {
  const kept = new Map<string, LimitReading>();
  return {
    kept,
    async pauseOf(_tracker, scopes, now) {
      const [longest] = scopes
        .flatMap((scope) => kept.get(scope) ?? [])
        .flatMap(({ pausedUntil, reason }) =>
          pausedUntil !== null && pausedUntil > now ? [{ until: pausedUntil, reason: reason ?? '' }] : [],
        )
        .toSorted((one, other) => other.until.getTime() - one.until.getTime());
      return longest ?? null;
    },
    async note(_tracker, readings) {
      for (const reading of readings) {
        const { pausedUntil = null, reason = null } = kept.get(reading.scope) ?? {};
        const stands =
          pausedUntil !== null && !(reading.pausedUntil !== null && reading.pausedUntil > pausedUntil);
        kept.set(reading.scope, stands ? { ...reading, pausedUntil, reason } : reading);
      }
    },
  };
}

export function sharedTokens(): TokenStore {
  const kept = new Map<string, { readonly fingerprint: string; readonly token: StoredToken }>();
  let last: Promise<unknown> = Promise.resolve();
  const held = (id: string, fingerprint: string): StoredToken | null => {
    const found = kept.get(id);
    return found?.fingerprint === fingerprint ? found.token : null;
  };
  return {
    held: async (id, fingerprint) => held(id, fingerprint),
    renew(id, fingerprint, renew) {
      const mine = last.then(async () => {
        const token = await renew(held(id, fingerprint));
        kept.set(id, { fingerprint, token });
        return token;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
