import { join } from 'node:path';
import { duplexPair, type Duplex } from 'node:stream';
import { hangSign, openDoor, takeSignDown } from './door.ts';
import { startEngine } from './engine.ts';
import type { FolderLock } from './folder-lock.ts';
import { startMaintenance, type Rhythm } from './maintenance.ts';
import { createRelay } from './relay.ts';
import type { Limits } from './session.ts';

/** The process that works on the folder's files; others work through it. */
export interface Holder {
  /** A connection to the database from this same process. */
  connect(): Duplex;
  /** Lets go in good order: clients out, maintenance, engine, lock. */
  close(): Promise<void>;
}

export interface HolderSettings {
  readonly limits: Limits;
  readonly rhythm: Rhythm;
  readonly clock: () => Date;
}

/** How long a stopping holder waits for other processes to finish their transaction. */
const grace = 5000;

/** Starts the engine on the folder and opens the door. Gives the lock back when it cannot. */
export async function becomeHolder(
  directory: string,
  lock: FolderLock,
  settings: HolderSettings,
): Promise<Holder> {
  try {
    return await hold(directory, lock, settings);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function hold(directory: string, lock: FolderLock, settings: HolderSettings): Promise<Holder> {
  hangSign(directory, { pid: process.pid, address: null });
  const files = join(directory, 'postgres');
  const stamp = join(directory, 'vacuumed');
  const engine = await startEngine(files);
  const relay = createRelay(engine, settings.limits);
  const { rhythm, clock } = settings;
  const maintenance = startMaintenance({ engine, relay, files, stamp, rhythm, clock });
  const door = await openDoor(directory, (client) => {
    client.on('error', () => client.destroy());
    relay.serve(client);
  });
  hangSign(directory, { pid: process.pid, address: door?.address ?? null });

  function connect(): Duplex {
    const [ours, theirs] = duplexPair();
    relay.serve(theirs);
    return ours;
  }

  async function close(): Promise<void> {
    try {
      const shut = door?.close();
      await relay.close(grace);
      await shut;
      await maintenance.finish();
      await engine.close();
    } finally {
      takeSignDown(directory);
      lock.release();
    }
  }

  return { connect, close };
}
