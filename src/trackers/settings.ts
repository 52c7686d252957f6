import type { LimitLedger } from './limits.ts';
import type { TokenStore } from './tokens.ts';
import type { TrackerKind } from './tracker.ts';

/** What an adapter needs to speak to its tracker; made by config/, consumed by trackers/<vendor>/. */
export interface TrackerSettings {
  readonly id: string;
  readonly kind: TrackerKind;
  /** Linear: address of the GraphQL endpoint. Jira: base address, context path included. No trailing slash. */
  readonly url: string;
  readonly credential:
    | { readonly type: 'api-key'; readonly key: string }
    | { readonly type: 'basic'; readonly email: string; readonly token: string }
    | { readonly type: 'bearer'; readonly token: string }
    | OAuthCredential;
  readonly webhookSecrets: readonly string[];
}

/** An OAuth application. `refreshToken` is the first of a chain; null where the vendor gives a token for the client's credentials alone. */
export interface OAuthCredential {
  readonly type: 'oauth';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string | null;
  /** Where tokens are given out. */
  readonly tokenUrl: string;
  /** Where the vendor takes calls for one of its sites, and the site's id; without an id it is asked for. */
  readonly gateway?: { readonly url: string; readonly cloudId: string | null };
}

/** What every adapter is handed besides its settings. */
export interface TrackerContext {
  readonly clock: () => Date;
  /** Milliseconds before a call counts as unanswered. */
  readonly timeoutMs: number;
  /** Resolutions that mean dropped, not done (policy.droppedResolutions). */
  readonly droppedResolutions: readonly string[];
  /** Absent where nothing is shared with other processes. */
  readonly limits?: LimitLedger;
  readonly tokens?: TokenStore;
}
