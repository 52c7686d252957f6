import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createLog } from '../../src/lib/log.ts';
import { runUntilStopped } from '../../src/serve.ts';
import { fastClock } from './fast-clock.ts';

// `serve` as it is, but for a clock that runs faster and time-outs that are shorter by as much.

const [path = '', base = '', speed = ''] = process.argv.slice(2);
const loaded = loadConfig({ path, environment: {} });
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const clock = fastClock(Number(base), Number(speed));
// The test that started it may end before it does.
process.once('disconnect', () => process.exit());
const app = await buildApp(loaded.config, clock.now, 20_000 / clock.speed);
await runUntilStopped(app, createLog('silent'), () => process.send?.('ready'));
process.disconnect?.();
