import { buildApp, type App } from './app.ts';
import type { ExitCode } from './cli/command-context.ts';
import type { Output } from './cli/output.ts';
import type { Config } from './config/config.ts';
import { createWeb } from './http/web.ts';
import { startServer } from './http/start-server.ts';
import { refetchSoon } from './jobs/refetch-soon.ts';
import { startTimetable } from './jobs/timetable.ts';
import { timetableWork } from './jobs/timetable-work.ts';
import { createLog, type Log } from './lib/log.ts';
import { webhookReaders } from './webhook-readers.ts';

/** Web pages, API and timetable with the user's own configuration, until the process is asked to stop. */
export async function serve(config: Config, clock: () => Date, output: Output): Promise<ExitCode> {
  const app = await buildApp(config, clock);
  return runUntilStopped(app, createLog('info'), (address) =>
    output.note(`Followthrough answers at ${address}`),
  );
}

/** Starts doors and timetable on an app, says where it answers, and takes everything down again on SIGINT or SIGTERM. */
export async function runUntilStopped(
  app: App,
  log: Log,
  ready: (address: string) => void,
): Promise<ExitCode> {
  const { config, clock, worker } = app;
  const db = app.database.db;
  let timetableRunning = false;
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
  try {
    const refetching = refetchSoon({ ...app, db }, (tracker, problem) =>
      log.warn({ tracker, problem }, 'What deliveries told of could not be read yet'),
    );
    const web = createWeb({
      config,
      db,
      clock,
      log,
      isTimetableRunning: () => timetableRunning,
      webhooks: { readers: webhookReaders, onStored: (trackerId) => refetching.nudge(trackerId) },
    });
    const server = await startServer(web, config.http.host, config.http.port);
    const timetable = await startTimetable(
      {
        db,
        clock,
        worker,
        work: timetableWork({ ...app, db }, log),
        onError: (name, error) => log.error({ err: error, job: name }, 'A run of the timetable failed'),
      },
      config,
    );
    timetableRunning = true;
    ready(server.address);
    log.info({ signal: await stopped }, 'Stopping');
    timetableRunning = false;
    await Promise.all([server.stop(), timetable.stop(), refetching.stop()]);
    return 0;
  } finally {
    await app.close();
  }
}
