import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Names and values the process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of this process, with a `.env` file beneath it when the working directory has one: what the process was
 * given wins. The only reader of `process.env`.
 */
export function readEnvironment(envFile = '.env'): Environment {
  const file = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  return { ...file, ...process.env };
}
