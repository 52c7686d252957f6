import { UsageError, type CommandContext, type ExitCode } from './cli/command-context.ts';
import type { CommonOptions } from './cli/command-floor.ts';
import type { Output } from './cli/output.ts';
import { runProgram, type Doors } from './cli/program.ts';
import type { Config } from './config/config.ts';
import { describeConfigProblem } from './config/config-problem.ts';
import { readEnvironment } from './config/environment.ts';
import { findConfigPath } from './config/find-config-path.ts';
import { loadConfig } from './config/load-config.ts';
import { OperatorError } from './lib/operator-error.ts';

/** Runs the command that an argument vector names. What an operator can mend is told in a sentence, with exit code 1. */
export async function runFollowthrough(argv: readonly string[], output: Output): Promise<ExitCode> {
  try {
    return await runProgram(argv, doorsOf(output));
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    output.note(error.message);
    return 1;
  }
}

function doorsOf(output: Output): Doors {
  return {
    output,
    withContext: (options, run) => whileOpening(options, output, async (opening) => run(await opening)),
    whileOpening: (options, run) => whileOpening(options, output, run),
    yardstick: async ({ config }) => (await import('./open-yardstick.ts')).openYardstick(config, output),
    checkMail: async (config) => (await import('./mail/check-mail.ts')).checkMail(config),
    serve: async (options) => (await import('./serve.ts')).serve(configOf(options), clockOf(options), output),
    async demo(options) {
      const { demo, demoConfigPath } = await import('./demo/demo.ts');
      const path = options.config ?? demoConfigPath;
      return demo(configOf({ config: path }), path, output);
    },
  };
}

async function whileOpening(
  options: CommonOptions,
  output: Output,
  run: (opening: Promise<CommandContext>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const config = configOf(options);
  const { openApp } = await import('./app.ts');
  const opening = openApp(config, clockOf(options));
  // The command meets the failure when it asks for what was opened; until then nobody does.
  opening.catch(() => undefined);
  try {
    return await run(opening.then((app) => ({ ...app, db: app.database.db, output })));
  } finally {
    await opening.then(
      (app) => app.close(),
      () => undefined,
    );
  }
}

/** The configuration, or every problem in it as one usage error. */
function configOf(options: CommonOptions): Config {
  const environment = readEnvironment();
  const loaded = loadConfig({ path: findConfigPath(options.config, environment), environment });
  if ('config' in loaded) return loaded.config;
  throw new UsageError(loaded.problems.map(describeConfigProblem).join('\n'));
}

/** The clock on the wall, or one that stands at `--now`. */
function clockOf({ now }: CommonOptions): () => Date {
  if (now === undefined) return () => new Date();
  const instant = new Date(now);
  if (Number.isNaN(instant.getTime())) {
    throw new UsageError(`--now ${now} is not an instant. Write it like 2026-11-16T08:00:00Z.`);
  }
  return () => instant;
}
