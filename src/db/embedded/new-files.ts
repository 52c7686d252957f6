import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstStartMark } from './first-start-mark.ts';
import { syncTree } from './sync-tree.ts';

/** How the engine makes a database, beside its own version: what was made otherwise must not be copied. */
export const initOptions = ['--wal-segsize=4'];

type Make = (directory: string) => Promise<void>;

/**
 * Puts the files of a new database into a folder: a copy of those that were made at the installation, where there are any, because making
 * them takes seconds. One that was interrupted left its mark and begins anew: nothing was acknowledged yet.
 */
export async function newFiles(directory: string, make: Make, prepared = preparedFiles()): Promise<void> {
  const unfinished = firstStartMark(directory);
  if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
  await writeFile(unfinished, '');
  await mkdir(directory, { mode: 0o700 });
  if (existsSync(prepared)) cpSync(prepared, directory, { recursive: true });
  else await make(directory);
  syncTree(directory);
  await rm(unfinished);
}

/** Makes files for others to copy, once; whoever looks for them meanwhile finds none. */
export async function prepareFiles(make: Make, prepared = preparedFiles()): Promise<void> {
  if (existsSync(prepared)) return;
  const draft = `${prepared}.${process.pid}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    await make(draft);
    syncTree(draft);
    renameSync(draft, prepared);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Where the prepared files of this very engine lie. */
function preparedFiles(): string {
  const engine = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const made = createHash('sha256')
    .update(readFileSync(join(engine, '..', 'package.json')))
    .update(initOptions.join(' '))
    .digest('hex');
  return join(fileURLToPath(new URL('../../../.cache/database/', import.meta.url)), made.slice(0, 16));
}
