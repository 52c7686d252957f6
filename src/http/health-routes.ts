import { sql } from 'drizzle-orm';
import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
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
  registry.registerMetric(webhooks);
  registry.registerMetric(writes);
  registry.registerMetric(sweeps);
  return registry;
}
