import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from './config/config.ts';
import type { Handle } from './db/database.ts';
import { fillMoments } from './db/item-moment-store.ts';
import { createLimitLedger } from './db/limit-store.ts';
import { openDatabase, type OpenDatabase } from './db/open-database.ts';
import { migrate } from './db/migrate.ts';
import { createTokenStore } from './db/token-store.ts';
import type { TrackerContext, TrackerSettings } from './trackers/settings.ts';
import type { Tracker } from './trackers/tracker.ts';

/** Everything a door needs, built once. */
export interface App {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly trackers: ReadonlyMap<string, Tracker>;
  readonly clock: () => Date;
  /** Unique to this process: the name under which it claims work. */
  readonly worker: string;
  close(): Promise<void>;
}

/** An app whose trackers are connected only when they are asked for: most commands have no use for them. */
export interface AppToBe extends Omit<App, 'trackers'> {
  readonly connectTrackers: () => Promise<ReadonlyMap<string, Tracker>>;
}

/** Milliseconds after which a call to a tracker counts as unanswered. */
const trackerTimeoutMs = 20_000;

/** Opens and migrates the database. */
export async function openApp(
  config: Config,
  clock: () => Date,
  timeoutMs = trackerTimeoutMs,
): Promise<AppToBe> {
  const database = await openDatabase(config.database);
  try {
    await migrate(database);
    await fillMoments(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    config,
    database,
    connectTrackers: () => buildTrackers(config, clock, timeoutMs, database.db),
    clock,
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    close: () => database.close(),
  };
}

/** Opens and migrates the database and makes the trackers of the configuration. Nothing is sent to a tracker yet. */
export async function buildApp(config: Config, clock: () => Date, timeoutMs?: number): Promise<App> {
  const { connectTrackers, ...app } = await openApp(config, clock, timeoutMs);
  try {
    return { ...app, trackers: await connectTrackers() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The trackers of the configuration, by id. With a database they share their limits and tokens with all processes that use it. */
export async function buildTrackers(
  config: Config,
  clock: () => Date,
  timeoutMs = trackerTimeoutMs,
  db: Handle | null = null,
): Promise<ReadonlyMap<string, Tracker>> {
  const context = {
    clock,
    timeoutMs,
    droppedResolutions: config.policy.droppedResolutions,
    ...(db === null ? {} : { limits: createLimitLedger(db), tokens: createTokenStore(db) }),
  };
  const trackers = await Promise.all(config.trackers.map((settings) => connect(settings, context)));
  return new Map(trackers.map((tracker) => [tracker.id, tracker]));
}

/** The vendors' folders are loaded only when the configuration names them: their libraries take a while. */
async function connect(settings: TrackerSettings, context: TrackerContext): Promise<Tracker> {
  if (settings.kind === 'linear') {
    const { createLinearTracker } = await import('./trackers/linear/linear-tracker.ts');
    return createLinearTracker(settings, context);
  }
  if (settings.kind === 'jira-data-center') {
    const { createDataCenterTracker } = await import('./trackers/jira/data-center/data-center-tracker.ts');
    return createDataCenterTracker(settings, context);
  }
  const { createJiraTracker } = await import('./trackers/jira/jira-tracker.ts');
  return createJiraTracker(settings, context);
}
