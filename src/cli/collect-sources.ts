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
  '.xhtml',
  '.rst',
  '.adoc',
  '.asciidoc',
  '.mediawiki',
  '.wiki',
  '.txt',
]);
/** In a folder these are mostly settings, so only those with action items in them are read. */
const programEndings = new Set(['.json', '.jsonl', '.ndjson', '.yaml', '.yml']);
const holdsItems = /\baction_?items["']?\s*:/i;
/** Files without an ending are read when their name speaks of an incident. */
const tellingName = /\d{4}|incident|outage|post-?mortem|retrospective/i;

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
    for (const file of files ?? []) {
      try {
        const bytes = await readFile(file);
        if (file !== path && isSettings(file, bytes)) continue;
        sources.push({ source: sourceName(file), bytes });
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
    .filter((entry) => entry.isFile() && isDocument(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((step) => step.startsWith('.') || step === 'node_modules'),
    )
    .toSorted();
}

function isDocument(name: string): boolean {
  const ending = extname(name).toLowerCase();
  if (!/^\.[a-z]{2,9}$/.test(ending)) return tellingName.test(name);
  return documentEndings.has(ending) || programEndings.has(ending);
}

function isSettings(file: string, bytes: Buffer): boolean {
  return programEndings.has(extname(file).toLowerCase()) && !holdsItems.test(bytes.toString('utf8'));
}

/** A document is known by its path from the working directory, so that a checkout may lie anywhere. */
function sourceName(file: string): string {
  const path = relative(process.cwd(), resolve(file));
  return (path.startsWith('..') ? resolve(file) : path).split(sep).join('/');
}
