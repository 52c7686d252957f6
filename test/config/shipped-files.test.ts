import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { describeConfigProblem } from '../../src/config/config-problem.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { resolveOwner } from '../../src/actions/resolve-owner.ts';
import { environment, smallest } from './examples.ts';
import { readConfig } from '../../src/config/load-config.ts';

const root = join(import.meta.dirname, '../..');

function shipped(path: string): Config {
  const result = loadConfig({ path: join(root, path), environment });
  if ('problems' in result) throw new Error(result.problems.map(describeConfigProblem).join('\n'));
  return result.config;
}

describe('the example configuration', () => {
  it('can be used as it is and shows the very defaults', () => {
    const example = shipped('config/followthrough.example.yaml');
    const least = readConfig(smallest, 'least.yaml', environment);
    if ('problems' in least) throw new Error('the smallest configuration has a problem');

    expect(example.policy).toEqual(least.config.policy);
    expect(example.schedule).toEqual(least.config.schedule);
    expect(example.http).toEqual(least.config.http);
    expect(example.database).toEqual(least.config.database);
    expect(example.trackers[0]?.url).toBe(least.config.trackers[0]?.url);
  });

  it('names in .env.example every variable it needs', () => {
    const example = readFileSync(join(root, 'config/followthrough.example.yaml'), 'utf8');
    const variables = readFileSync(join(root, '.env.example'), 'utf8');

    const needed = [...example.matchAll(/\$\{([A-Z_]+)\}/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'NAME');

    expect(needed.length).toBeGreaterThan(5);
    expect(needed.filter((name) => !variables.includes(`${name}=`))).toEqual([]);
  });
});

describe('the configuration of the demo', () => {
  it('needs nothing from the environment and speaks to this machine only', () => {
    const result = loadConfig({ path: join(root, 'config/demo/followthrough.yaml'), environment: {} });
    if ('problems' in result) throw new Error(result.problems.map(describeConfigProblem).join('\n'));
    const { organisation, trackers, database } = result.config;

    expect(
      new Set([organisation.url, ...trackers.map(({ url }) => url)].map((url) => new URL(url).hostname)),
    ).toEqual(new Set(['127.0.0.1']));
    expect(database).toEqual({ url: null, directory: './data/demo' });
  });

  it('knows every owner the document to try names, so that each can be assigned', () => {
    const { people } = shipped('config/demo/followthrough.yaml');

    for (const written of ['Marcus Oyelaran', 'Lena Hofmann', '@amira']) {
      expect(resolveOwner(written, people).kind).toBe('known');
    }
  });
});
