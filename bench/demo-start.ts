import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../src/db/open-database.ts';
import type { Figure } from './figure.ts';
import { memoryOf, startUntilAnswer, stop } from './measure-process.ts';

const demoConfig = fileURLToPath(new URL('../config/demo/followthrough.yaml', import.meta.url));

/** How long the demo takes until its page answers, and what all its processes hold then; beside the embedded database's bare first start. */
export async function measureDemo(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
  try {
    const floor = await firstStart(join(folder, 'floor'));
    const ports = await Promise.all([freePort(), freePort(), freePort()]);
    const config = join(folder, 'demo.yaml');
    writeFileSync(
      config,
      readFileSync(demoConfig, 'utf8')
        .replaceAll('4680', String(ports[0]))
        .replaceAll('4681', String(ports[1]))
        .replaceAll('4682', String(ports[2]))
        .replace('./data/demo', join(folder, 'data')),
    );
    const { child, seconds } = await startUntilAnswer(
      ['demo', '--config', config],
      `http://127.0.0.1:${ports[0]}/`,
      folder,
    );
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const memory = memoryOf(child.pid ?? 0);
    await stop(child);
    return [
      {
        what: 'demo: from the command to the page',
        value: seconds,
        unit: 's',
        limit: 15,
        beside: 'first start of a bare embedded database',
        floor,
      },
      {
        what: 'demo: memory of all its processes, ten seconds on',
        value: memory.now,
        unit: 'MB',
        limit: 500,
      },
      { what: 'demo: the most memory it ever had', value: memory.peak, unit: 'MB' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstStart(directory: string): Promise<number> {
  const started = performance.now();
  const database = await openDatabase({ url: null, directory });
  const seconds = (performance.now() - started) / 1000;
  await database.close();
  return seconds;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
