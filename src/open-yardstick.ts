import { existsSync } from 'node:fs';
import { UsageError } from './cli/command-context.ts';
import type { Output } from './cli/output.ts';
import type { Config } from './config/config.ts';
import { describeConfigProblem } from './config/config-problem.ts';
import { readEnvironment } from './config/environment.ts';
import { findConfigPath } from './config/find-config-path.ts';
import { loadConfig } from './config/load-config.ts';
import { loadPolicy } from './config/load-policy.ts';
import type { Yardstick } from './intake/read-source.ts';
import { openItems, type OpenItems } from './postmortem/quality/already-open.ts';

/**
 * What a dry run judges by: the policy of the configuration where there is one, and the open items where its database answers. A CI
 * step usually has neither the secrets nor the database, so only the policy must be right. Nothing is made or changed.
 */
export async function openYardstick(configOption: string | undefined, output: Output): Promise<Yardstick> {
  const environment = readEnvironment();
  const path = findConfigPath(configOption, environment);
  if (configOption !== undefined && !existsSync(path)) {
    throw new UsageError(`${path}: does not exist. Name the configuration file, or leave --config out.`);
  }
  const loaded = loadPolicy({ path, environment });
  if ('problems' in loaded) throw new UsageError(loaded.problems.map(describeConfigProblem).join('\n'));
  const whole = existsSync(path) ? loadConfig({ path, environment }) : null;
  const open = whole && 'config' in whole ? await askForOpenItems(whole.config, output) : null;
  return { policy: loaded.policy, open };
}

async function askForOpenItems({ database }: Config, output: Output): Promise<OpenItems | null> {
  if (database.url === null && !existsSync(database.directory)) return null;
  try {
    // A check of a pull request mostly has no database, and then need not wait for all that talks to one.
    const [{ openDatabase }, { loadOpenItems }] = await Promise.all([
      import('./db/open-database.ts'),
      import('./db/open-item-store.ts'),
    ]);
    const opened = await openDatabase(database);
    try {
      return openItems(await loadOpenItems(opened.db));
    } finally {
      await opened.close();
    }
  } catch (error) {
    // Of a statement that failed, the database's own words, and not the statement.
    const told = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = told instanceof Error ? told.message : String(told);
    output.note(`Whether items are already open elsewhere was not looked at: ${reason}`);
    return null;
  }
}
