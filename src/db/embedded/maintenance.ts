import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import type { Relay } from './relay.ts';

/** The engine has no background processes of its own: without this its log and its dead rows only grow. Times in milliseconds. */
export interface Rhythm {
  /** How often to look whether something is due. */
  readonly look: number;
  /** After how long written pages go to their files, so that the log can be reused. */
  readonly checkpoint: number;
  /** The same, but by the length of the log in bytes. */
  readonly log: number;
  /** How often to clear dead rows and to refresh the planner's statistics. */
  readonly vacuum: number;
}

export const usualRhythm: Rhythm = {
  look: 30_000,
  checkpoint: 5 * 60_000,
  log: 64 * 1024 * 1024,
  vacuum: 60 * 60_000,
};

export interface Maintenance {
  /** Does what is due for a short-lived process too, and checkpoints. */
  finish(): Promise<void>;
}

/**
 * Refreshes the statistics of tables that grew by half since they were last counted: a plan made for an empty table takes seconds on a
 * full one. The engine counts no changed rows, so the size has to tell.
 */
const analyzeGrown = `do $$ declare grown regclass; begin
  for grown in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and pg_relation_size(oid) > 8192 * (relpages * 1.5 + 8)
  loop execute 'analyze ' || grown; end loop; end $$`;

interface Ground {
  readonly engine: Engine;
  readonly relay: Relay;
  /** Where the engine's files are. */
  readonly files: string;
  /** A file whose age says when the last vacuum was; it outlives the process. */
  readonly stamp: string;
  readonly rhythm: Rhythm;
  readonly clock: () => Date;
}

/** Looks after the engine until `finish`. Nothing is done while nothing is written. */
export function startMaintenance({ engine, relay, files, stamp, rhythm, clock }: Ground): Maintenance {
  const started = clock().getTime();
  let checkpointedAt = started;
  let checkpointedSyncs = engine.syncs();
  let vacuumedSyncs = checkpointedSyncs;
  let analyzedSyncs = checkpointedSyncs;
  let busy: Promise<void> = Promise.resolve();

  function vacuumAge(): number {
    return clock().getTime() - (statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  }

  async function vacuum(): Promise<void> {
    if (engine.syncs() === vacuumedSyncs || vacuumAge() < rhythm.vacuum) return;
    await relay.run(['vacuum (analyze)']);
    writeFileSync(stamp, '');
    vacuumedSyncs = engine.syncs();
  }

  async function analyze(): Promise<void> {
    if (engine.syncs() === analyzedSyncs) return;
    await relay.run([analyzeGrown]);
    analyzedSyncs = engine.syncs();
  }

  async function checkpoint(): Promise<void> {
    await relay.run(['checkpoint']);
    checkpointedAt = clock().getTime();
    checkpointedSyncs = engine.syncs();
  }

  async function look(): Promise<void> {
    await vacuum();
    await analyze();
    if (engine.syncs() === checkpointedSyncs) return;
    const waited = clock().getTime() - checkpointedAt;
    if (waited >= rhythm.checkpoint || logLength(files) >= rhythm.log) await checkpoint();
  }

  const timer = setInterval(() => {
    // A failure is tried again at the next look; if it lasts, the users' own statements report it.
    busy = busy.then(look).catch(() => undefined);
  }, rhythm.look).unref();

  async function finish(): Promise<void> {
    clearInterval(timer);
    await busy;
    await vacuum();
    await analyze();
    await checkpoint();
  }

  return { finish };
}

/** Bytes in the write-ahead log. */
export function logLength(files: string): number {
  const directory = join(files, 'pg_wal');
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(directory, entry.name)).size, 0);
}
