import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Config } from '../../src/config/config.ts';

/** The command as npm starts it. */
export const launcher = fileURLToPath(new URL('../../bin/followthrough.mjs', import.meta.url));

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `followthrough` as a process of its own. */
export function runCommand(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string; readonly env?: Record<string, string> } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const { cwd, input = '' } = options;
    const child = execFile(
      process.execPath,
      [launcher, ...args],
      { ...(cwd === undefined ? {} : { cwd }), env: { ...process.env, ...options.env }, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

/** A configuration as an operator would write it in YAML. */
export function writeConfig(config: Config): string {
  return stringify({
    organisation: config.organisation,
    database:
      config.database.url === null ? { directory: config.database.directory } : { url: config.database.url },
    trackers: config.trackers.map(({ id, kind, url, credential, webhookSecrets }) => ({
      id,
      kind,
      webhookSecrets,
      ...(kind === 'linear' ? { apiUrl: url } : { url }),
      ...(credential.type === 'api-key' ? { apiKey: credential.key } : {}),
      ...(credential.type === 'basic' ? { email: credential.email, apiToken: credential.token } : {}),
    })),
    people: config.people,
    teams: config.teams.map(({ issueType, ...team }) => ({
      ...team,
      ...(issueType === null ? {} : { issueType }),
    })),
    defaultTeam: config.defaultTeam,
    ...(config.intake.folders.length === 0
      ? {}
      : {
          intake: {
            folders: config.intake.folders.map(({ include, as, ...folder }) => ({
              ...folder,
              ...(include === null ? {} : { include }),
              ...(as === null ? {} : { as }),
            })),
          },
        }),
    ...(config.mail === null ? {} : { mail: config.mail }),
    ...(config.digests.length === 0 ? {} : { digests: config.digests }),
    http: config.http,
  });
}
