import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { loadConfig } from '../src/config/load-config.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { startServer } from '../src/http/start-server.ts';
import { createWeb } from '../src/http/web.ts';
import { createLog } from '../src/lib/log.ts';
import { webhookReaders } from '../src/webhook-readers.ts';
import type { Figure } from './figure.ts';

const demoConfig = fileURLToPath(new URL('../config/demo/followthrough.yaml', import.meta.url));
const deliveries = 2000;
const atOnce = 8;
const secret = 'demo-linear-secret';

/**
 * How long a tracker waits for the answer to a delivery, eight at a time, each verified and stored in the embedded database, which is the
 * slower of the two; beside it, what the same client waits for an Express handler that does nothing.
 */
export async function measureWebhooks(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
  const loaded = loadConfig({ path: demoConfig, environment: {} });
  if ('problems' in loaded) throw new Error('The configuration of the demo has problems.');
  const database = await openDatabase({ url: null, directory: join(folder, 'data') });
  try {
    await migrate(database);
    const web = createWeb({
      config: loaded.config,
      db: database.db,
      clock: () => new Date(),
      log: createLog('silent'),
      isTimetableRunning: () => true,
      webhooks: { readers: webhookReaders, onStored: () => undefined },
    });
    const bare = express();
    bare.post('/', (_request, response) => void response.json({ status: 'stored' }));
    const idle = await timesAt(bare, '/');
    const ours = await timesAt(web, '/webhooks/linear-demo');
    const beside = 'an Express handler that does nothing';
    return ([50, 99] as const).map((percent) => ({
      what: `webhook: answer of ${deliveries} deliveries, p${percent}`,
      value: percentile(ours, percent),
      unit: 'ms' as const,
      limit: 100,
      beside,
      floor: percentile(idle, percent),
    }));
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timesAt(app: Parameters<typeof startServer>[0], path: string): Promise<number[]> {
  const server = await startServer(app, '127.0.0.1', 0);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const address = `${server.address}${path}`;
  await run(agent, address, 200);
  const times = await run(agent, address, deliveries);
  agent.destroy();
  await server.stop();
  return times;
}

async function run(agent: Agent, address: string, count: number): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const client = async (): Promise<void> => {
    while (left-- > 0) times.push(await deliver(agent, address));
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return times;
}

/** Milliseconds until the answer to a delivery of a usual size was read. */
function deliver(agent: Agent, address: string): Promise<number> {
  const body = JSON.stringify({
    action: 'update',
    type: 'Issue',
    data: { id: randomUUID(), description: 'What happened, and what was done about it. '.repeat(120) },
    webhookTimestamp: Date.now(),
  });
  const headers = {
    'Linear-Signature': createHmac('sha256', secret).update(body).digest('hex'),
    'Linear-Delivery': randomUUID(),
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(address, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`A delivery was answered ${response.statusCode}.`));
      response.resume().once('end', () => resolve(performance.now() - began));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
