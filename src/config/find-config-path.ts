import type { Environment } from './environment.ts';

/** The configuration file to read: `--config`, then `$FOLLOWTHROUGH_CONFIG`, then `config/followthrough.yaml`. */
export function findConfigPath(argument: string | undefined, environment: Environment): string {
  return argument || environment['FOLLOWTHROUGH_CONFIG'] || 'config/followthrough.yaml';
}
