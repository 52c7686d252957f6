import { sql } from 'drizzle-orm';
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { listLimits } from '../db/limit-store.ts';
import { countWrites } from '../db/write-store.ts';
import { listSweepStates } from '../db/sweep-store.ts';
import { lastDeliveries } from '../db/webhook-store.ts';
import { writeStates } from '../db/vocabularies.ts';
import type { WebContext } from './web-context.ts';

/** Whether the process lives, whether it can do its work, and its figures for Prometheus. */
export function healthRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const database = await answers(context);
    const timetable = context.isTimetableRunning();
    response.status(database && timetable ? 200 : 503).json({ database, timetable });
  });
  const registry = figures(context);
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function answers({ db, log }: WebContext): Promise<boolean> {
  try {
    await db.execute(sql`select 1`);
    return true;
  } catch (error) {
    log.error({ err: error }, 'The database does not answer');
    return false;
  }
}

function figures({ db }: WebContext): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const writes = new Gauge({
    name: 'followthrough_writes',
    help: 'Writes by state; refused ones wait for a person',
    labelNames: ['state'],
    registers: [],
    async collect() {
      const counts = await countWrites(db);
      for (const state of writeStates) this.set({ state }, counts.get(state) ?? 0);
    },
  });
  const sweeps = new Gauge({
    name: 'followthrough_last_sweep_timestamp_seconds',
    help: 'When each tracker was last swept without an error',
    labelNames: ['tracker'],
    registers: [],
    async collect() {
      for (const { trackerId, sweptAt } of await listSweepStates(db)) {
        if (sweptAt) this.set({ tracker: trackerId }, sweptAt.getTime() / 1000);
      }
    },
  });
  const webhooks = new Gauge({
    name: 'followthrough_last_webhook_timestamp_seconds',
    help: 'When each tracker last sent a webhook that was proven to be its own',
    labelNames: ['tracker'],
    registers: [],
    async collect() {
      for (const [tracker, at] of await lastDeliveries(db)) this.set({ tracker }, at.getTime() / 1000);
    },
  });
  const remaining = new Gauge({
    name: 'followthrough_tracker_requests_remaining',
    help: 'What each tracker last said is left of a limit',
    labelNames: ['tracker', 'scope'],
    registers: [],
    async collect() {
      this.reset();
      for (const { trackerId: tracker, scope, remaining: left } of await listLimits(db)) {
        if (left !== null) this.set({ tracker, scope }, left);
      }
    },
  });
  const paused = new Gauge({
    name: 'followthrough_tracker_paused_until_timestamp_seconds',
    help: 'Until when nothing is sent to a tracker that falls under the scope; in the past when nothing holds it up',
    labelNames: ['tracker', 'scope'],
    registers: [],
    async collect() {
      this.reset();
      for (const { trackerId: tracker, scope, pausedUntil } of await listLimits(db)) {
        if (pausedUntil !== null) this.set({ tracker, scope }, pausedUntil.getTime() / 1000);
      }
    },
  });
  registry.registerMetric(remaining);
  registry.registerMetric(paused);
  registry.registerMetric(webhooks);
  registry.registerMetric(writes);
  registry.registerMetric(sweeps);
  return registry;
}
