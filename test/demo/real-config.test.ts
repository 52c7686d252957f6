import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command-context.ts';
import type { Config } from '../../src/config/config.ts';
import { demo } from '../../src/demo/demo.ts';
import { testConfig } from '../support/factories.ts';

const plain = testConfig();
const trackersAt = (url: string) => plain.trackers.map((tracker) => ({ ...tracker, url }));

it.each<[string, Partial<Config>, RegExp]>([
  [
    'a tracker of the vendor',
    { trackers: trackersAt('https://api.linear.app/graphql') },
    /linear-main is at https:/,
  ],
  ['a tracker without a port', { trackers: trackersAt('http://127.0.0.1/') }, /linear-main is at http:/],
  [
    'a database server',
    { database: { url: 'postgres://localhost/followthrough', directory: './data' } },
    /Leave out database\.url/,
  ],
])('the demo refuses a configuration with %s before it touches anything', async (_, changes, message) => {
  const directory = mkdtempSync(join(tmpdir(), 'followthrough-real-'));
  writeFileSync(join(directory, 'precious'), 'kept');
  const config = testConfig({ database: { url: null, directory }, ...changes });
  const output = { isTerminal: false, result: () => undefined, note: () => undefined };

  const refused = await demo(config, 'followthrough.yaml', output).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(UsageError);
  expect(String(refused)).toMatch(message);
  expect(readdirSync(directory)).toEqual(['precious']);
  rmSync(directory, { recursive: true });
});
