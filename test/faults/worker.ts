import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asTheProduct } from '../support/as-the-product.ts';
import type { FastClock } from './fast-clock.ts';

/** One process of the product, which is killed and comes back. */
export interface Worker {
  /** kill -9, whatever it is doing, and a new one in its place. */
  kill(): Promise<void>;
  kills(): number;
  /** Lets it end in good order. */
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('./worker-main.ts', import.meta.url));

export async function startWorker(configPath: string, clock: FastClock): Promise<Worker> {
  let kills = 0;
  let running = await start(configPath, clock);
  return {
    async kill() {
      kills += 1;
      await end(running, 'SIGKILL');
      running = await start(configPath, clock);
    },
    kills: () => kills,
    stop: () => end(running, 'SIGTERM'),
  };
}

async function start(configPath: string, clock: FastClock): Promise<ChildProcess> {
  const child = fork(script, [configPath, String(clock.base), String(clock.speed)], {
    execArgv: asTheProduct,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => `The process ended with ${code} before it was ready`);
  const why = await Promise.race([once(child, 'message').then(() => null), ended]);
  if (why !== null) throw new Error(why);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
