import { chmod, mkdir, realpath } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError } from '../database-error.ts';
import { knock, readSign } from './door.ts';
import { tryFolderLock } from './folder-lock.ts';
import { becomeHolder, type Holder, type HolderSettings } from './holder.ts';

/** A folder's database, whoever holds it. */
export interface Folder {
  /**
   * A connection: through the process that holds the folder, or, when there is none (any more), by becoming it. Throws DatabaseError
   * when the holder does not answer within `patience`.
   */
  connect(): Promise<Duplex>;
  isHolder(): boolean;
  close(): Promise<void>;
}

export interface FolderSettings extends HolderSettings {
  /** Milliseconds to wait for a holder that is still starting, recovering or stopping. */
  readonly patience: number;
}

/** Makes the folder private: the engine's own files are readable by everybody. */
export async function enterFolder(path: string, settings: FolderSettings): Promise<Folder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  const directory = await realpath(path);
  let holder: Holder | null = null;
  let connecting: Promise<Duplex> | null = null;

  async function find(): Promise<Duplex> {
    for (let waited = 0; ; waited += 50) {
      const lock = tryFolderLock(directory);
      if (lock) {
        holder = await becomeHolder(directory, lock, settings);
        return holder.connect();
      }
      const address = readSign(directory)?.address;
      const socket = address ? await knock(address) : null;
      if (socket) return socket;
      if (waited >= settings.patience) throw new DatabaseError(heldBy(directory));
      await pause(50);
    }
  }

  function connect(): Promise<Duplex> {
    if (holder) return Promise.resolve(holder.connect());
    connecting ??= find().finally(() => (connecting = null));
    return connecting;
  }

  async function close(): Promise<void> {
    await connecting?.catch(() => null);
    await holder?.close();
    holder = null;
  }

  return { connect, isHolder: () => holder !== null, close };
}

function heldBy(directory: string): string {
  const sign = readSign(directory);
  const who = sign ? `process ${sign.pid}` : 'another process';
  const why = sign?.address === null ? 'which shares it with nobody' : 'which does not answer';
  return `The embedded database in ${directory} is held by ${who}, ${why}. Stop that process, or use its commands, and try again.`;
}
