import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Held while this process works on the folder's files. The operating system takes it back when the process dies, however it dies. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a folder, or null when another process (or this one) has it. A lock of the operating system, because a socket or
 * a file with a process id has to be judged stale by someone, and two may judge at once; SQLite is the way to such a lock in Node.
 */
export function tryFolderLock(directory: string): FolderLock | null {
  const path = join(directory, 'lock');
  const database = new DatabaseSync(path);
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  chmodSync(path, 0o600);
  return { release: () => database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
