import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, matchesGlob, relative, resolve, sep } from 'node:path';
import type { Dirent } from 'node:fs';
import type { WatchedFolder } from '../config/config.ts';
import type { WatchProblem } from '../db/bookkeeping-schema.ts';
import { isDocumentName, isHidden, isSettings, sourceNamer } from './document-files.ts';
import type { Source } from './read-source.ts';

/** The documents of a folder, in order of their names. `sources` is null when the folder itself cannot be read. */
export interface FolderReading {
  readonly sources: readonly Source[] | null;
  readonly problems: readonly WatchProblem[];
}

const mostBytes = 1024 * 1024;

/** Reads the documents of a watched folder. Links are followed only to files within it; what is left out is told. */
export async function readFolder(folder: WatchedFolder): Promise<FolderReading> {
  const sources: Source[] = [];
  const problems: WatchProblem[] = [];
  const listed = await list(folder);
  if ('problem' in listed) return { sources: null, problems: [about(null, listed.problem)] };
  const root = await realpath(folder.path);
  const nameOf = await namer(folder);
  const wanted = listed.entries.filter((entry) =>
    isWanted(relative(folder.path, pathOf(entry)), entry, folder),
  );
  const plain = new Set(wanted.filter((entry) => entry.isFile()).map(pathOf));
  for (const entry of wanted) {
    const file = pathOf(entry);
    const name = nameOf(file);
    try {
      const target = await realpath(file);
      if (entry.isSymbolicLink() && plain.has(join(folder.path, relative(root, target)))) continue;
      if (!isWithin(root, target)) {
        problems.push(about(name, 'is a link that leads out of the folder, and was not followed.'));
        continue;
      }
      const { size, isFile } = await statOf(target);
      if (!isFile) continue;
      if (size > mostBytes) {
        problems.push(
          about(name, `is larger than 1 MB (${(size / mostBytes).toFixed(1)} MB), and was left out.`),
        );
        continue;
      }
      const bytes = await readFile(target);
      if (!isSettings(file, bytes)) sources.push({ source: name, bytes });
    } catch (error) {
      problems.push(
        about(name, `cannot be read (${error instanceof Error ? error.message : String(error)}).`),
      );
    }
  }
  return { sources, problems };
}

function about(source: string | null, what: string): WatchProblem {
  return { source, line: null, what };
}

async function list({ path }: WatchedFolder) {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return { entries: entries.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)) };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : null;
    if (reason === 'ENOENT')
      return { problem: 'There is no such folder. Nothing recorded is changed by that.' };
    if (reason === 'ENOTDIR') return { problem: 'This is a file. Name the folder that it lies in.' };
    return { problem: `It cannot be read (${error instanceof Error ? error.message : String(error)}).` };
  }
}

async function namer({ path, as }: WatchedFolder): Promise<(file: string) => string> {
  if (as === null) return sourceNamer(path);
  const prefix = as.replace(/\/+$/, '');
  return (file) => `${prefix}/${relative(path, file).split(sep).join('/')}`;
}

function isWanted(path: string, entry: Dirent, { include }: WatchedFolder): boolean {
  if (entry.isDirectory() || isHidden(path)) return false;
  return include === null ? isDocumentName(entry.name) : matchesGlob(path, include);
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name);
}

function isWithin(root: string, file: string): boolean {
  return resolve(file).startsWith(root.endsWith(sep) ? root : root + sep);
}

async function statOf(file: string) {
  const found = await stat(file);
  return { size: found.size, isFile: found.isFile() };
}
