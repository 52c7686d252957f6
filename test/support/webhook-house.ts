import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { buildTrackers } from '../../src/app.ts';
import type { Config } from '../../src/config/config.ts';
import { webhookDelivery } from '../../src/db/bookkeeping-schema.ts';
import { startServer } from '../../src/http/start-server.ts';
import { refetch, type RefetchResult } from '../../src/reconcile/refetch.ts';
import type { SentDelivery, Webhooks } from '../../src/sandbox/webhooks.ts';
import { webOf } from '../http/web-of.ts';
import { openHouse, type House } from './house.ts';

export const webhookSecrets = { 'linear-main': 'lin_wh_kept', 'jira-main': 'jira-kept' } as const;
export type WebhookTracker = keyof typeof webhookSecrets;

/** A house whose trackers deliver to its own door, over real HTTP. */
export interface WebhookHouse {
  readonly house: House;
  readonly config: Config;
  readonly settings: Parameters<typeof refetch>[0];
  /** Where the door is. */
  readonly address: string;
  /** Trackers the door told of something stored, in order. */
  readonly nudges: readonly string[];
  /** The webhooks of a tracker's sandbox. */
  webhooksOf(tracker: WebhookTracker): Webhooks;
  /** Tells the sandbox where to deliver; with a secret of its own where one is given. */
  connect(tracker: WebhookTracker, secret?: string): void;
  /** Waits until the sandbox had an answer, or none in time, to each delivery it made, and gives them back. */
  answered(tracker: WebhookTracker): Promise<readonly SentDelivery[]>;
  deliveries(): Promise<(typeof webhookDelivery.$inferSelect)[]>;
  refetch(): Promise<RefetchResult>;
  post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  close(): Promise<void>;
}

export async function openWebhookHouse(): Promise<WebhookHouse> {
  const house = await openHouse();
  const { db } = house.database;
  const config: Config = {
    ...house.config,
    trackers: house.config.trackers.map((tracker) => {
      const secret = new Map<string, string>(Object.entries(webhookSecrets)).get(tracker.id);
      return { ...tracker, webhookSecrets: secret === undefined ? [] : ['of-next-year', secret] };
    }),
  };
  const clock = () => house.now();
  const settings = { db, config, clock, trackers: await buildTrackers(config, clock) };
  const nudges: string[] = [];
  const web = webOf({ ...house, config }, undefined, (trackerId) => nudges.push(trackerId));
  const server = await startServer(web, '127.0.0.1', 0);
  const webhooksOf = (tracker: WebhookTracker): Webhooks =>
    tracker === 'linear-main' ? house.linear.webhooks : house.jira.webhooks;
  return {
    house,
    config,
    settings,
    address: server.address,
    nudges,
    webhooksOf,
    connect: (tracker, secret = webhookSecrets[tracker]) =>
      webhooksOf(tracker).deliverTo({ url: `${server.address}/webhooks/${tracker}`, secret }),
    async answered(tracker) {
      // Linear's own side makes the delivery when the act is over.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await expect
        .poll(() => webhooksOf(tracker).sent(), { timeout: 10_000, interval: 10 })
        .toSatisfy((sent: readonly SentDelivery[]) => sent.every(({ statuses }) => statuses.length > 0));
      return webhooksOf(tracker).sent();
    },
    deliveries: () => db.select().from(webhookDelivery).orderBy(asc(webhookDelivery.id)),
    refetch: () => refetch(settings),
    post: (path, body, headers = {}) => fetch(`${server.address}${path}`, { method: 'POST', body, headers }),
    async close() {
      await house.close();
      await server.stop();
    },
  };
}
