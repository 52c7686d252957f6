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
    | { readonly type: 'bearer'; readonly token: string };
  readonly webhookSecrets: readonly string[];
}

/** What every adapter is handed besides its settings. */
export interface TrackerContext {
  readonly clock: () => Date;
  /** Milliseconds before a call counts as unanswered. */
  readonly timeoutMs: number;
  /** Resolutions that mean dropped, not done (policy.droppedResolutions). */
  readonly droppedResolutions: readonly string[];
}
