import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  documentEndings,
  isDocumentName,
  isHidden,
  isSettings,
  sourceNamer,
} from '../intake/document-files.ts';
import type { Source } from '../intake/read-source.ts';

export interface CollectedSources {
  readonly sources: readonly Source[];
  readonly problems: readonly string[];
}

/** Reads files, folders (with what lies below, hidden ones aside) and `-` for standard input, in order of their names. */
export async function collectSources(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<CollectedSources> {
  const sources: Source[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    if (path === '-') {
      sources.push({ source: '-', bytes: await buffer(stdin) });
      continue;
    }
    const files = await filesAt(path);
    if (files === null) problems.push(`${path}: there is no such file or folder.`);
    else if (files.length === 0) {
      problems.push(
        `${path}: the folder holds no documents (${[...documentEndings].join(', ')}, or JSON and YAML with action items).`,
      );
    }
    const isFile = files?.length === 1 && files[0] === path;
    const nameOf = await sourceNamer(isFile ? dirname(path) : path);
    for (const file of files ?? []) {
      try {
        const bytes = await readFile(file);
        if (file !== path && isSettings(file, bytes)) continue;
        sources.push({ source: nameOf(file), bytes });
      } catch (error) {
        problems.push(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)}).`);
      }
    }
  }
  return { sources, problems };
}

async function filesAt(path: string): Promise<string[] | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isDocumentName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !isHidden(relative(path, file)))
    .toSorted();
}
