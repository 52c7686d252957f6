import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Source } from '../intake/read-source.ts';

/** Endings of the documents looked for in a folder; a file named outright is read whatever it is called. */
const documentEndings = new Set([
  '.md',
  '.markdown',
  '.mdx',
  '.qmd',
  '.html',
  '.htm',
  '.erb',
  '.rst',
  '.txt',
]);

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
      problems.push(`${path}: the folder holds no documents (${[...documentEndings].join(', ')}).`);
    }
    for (const file of files ?? []) {
      try {
        sources.push({ source: sourceName(file), bytes: await readFile(file) });
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
    .filter((entry) => entry.isFile() && documentEndings.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((step) => step.startsWith('.') || step === 'node_modules'),
    )
    .toSorted();
}

/** A document is known by its path from the working directory, so that a checkout may lie anywhere. */
function sourceName(file: string): string {
  const path = relative(process.cwd(), resolve(file));
  return (path.startsWith('..') ? resolve(file) : path).split(sep).join('/');
}
