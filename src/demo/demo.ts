import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../app.ts';
import { UsageError, type ExitCode } from '../cli/command-context.ts';
import type { Output } from '../cli/output.ts';
import type { Config } from '../config/config.ts';
import { dayOf } from '../lib/calendar.ts';
import { createLog } from '../lib/log.ts';
import { runUntilStopped } from '../serve.ts';
import { connectWebhooks, startDemoTrackers } from './demo-trackers.ts';
import { playStory } from './play-story.ts';
import { realConfigProblem } from './real-config-problem.ts';

const samples = fileURLToPath(new URL('../../config/demo/postmortems', import.meta.url));
const tryMe = fileURLToPath(new URL('../../config/demo/try-me.md', import.meta.url));

/** Where the demo's configuration lies. */
export const demoConfigPath = fileURLToPath(new URL('../../config/demo/followthrough.yaml', import.meta.url));

/**
 * The whole product on embedded parts: two loopback trackers, an embedded database made anew, eight weeks of history, then the
 * service itself until it is stopped.
 */
export async function demo(config: Config, configPath: string, output: Output): Promise<ExitCode> {
  const problem = realConfigProblem(config);
  if (problem !== null) throw new UsageError(problem);
  let simulated: Date | null = null;
  const clock = () => simulated ?? new Date();
  const trackers = await startDemoTrackers(config, clock).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The demo's trackers cannot start (${reason}). Is another demo running?`);
  });
  try {
    await rm(config.database.directory, { recursive: true, force: true });
    const app = await buildApp(config, clock);
    const today = dayOf(clock(), config.organisation.timeZone);
    await playStory({ app, trackers, today, samples, setTime: (at) => (simulated = at) });
    simulated = null;
    return await runUntilStopped(app, createLog('warn'), (address) => {
      connectWebhooks(config, trackers, address);
      output.result(
        [
          '',
          `Followthrough, with eight weeks of ${config.organisation.name}:   ${address}`,
          `  its Linear, to play in:   ${trackers.linear.boardUrl}`,
          `  its Jira, to play in:     ${trackers.jira.boardUrl}`,
          '',
          'In a second terminal, give it a postmortem it has never seen (yours, or this one):',
          `  npx followthrough import ${shown(tryMe)} --config ${shown(configPath)}`,
          '',
          'Its items are in the trackers within seconds. Close or re-date one there and watch it here. Ctrl-C ends the demo.',
          '',
        ].join('\n'),
      );
    });
  } finally {
    await trackers.close();
  }
}

/** A path as one would type it here. */
function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
