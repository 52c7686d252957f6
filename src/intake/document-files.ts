import { stat } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';

/** Endings of the documents looked for in a folder; a file named outright is read whatever it is called. */
export const documentEndings: ReadonlySet<string> = new Set([
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
  '.pdf',
]);
/** In a folder these are mostly settings, so only those with action items in them are read. */
const programEndings = new Set(['.json', '.jsonl', '.ndjson', '.yaml', '.yml']);
const holdsItems = /\baction_?items["']?\s*:/i;
/** Files without an ending are read when their name speaks of an incident. */
const tellingName = /\d{4}|incident|outage|post-?mortem|retrospective/i;

/** Whether a file of a folder may be a postmortem, by its name. */
export function isDocumentName(name: string): boolean {
  const ending = extname(name).toLowerCase();
  if (!/^\.[a-z]{2,9}$/.test(ending)) return tellingName.test(name);
  return documentEndings.has(ending) || programEndings.has(ending);
}

/** Whether a file of a folder, given with its path from there, is none that anybody would look for postmortems in. */
export function isHidden(path: string): boolean {
  return path.split(sep).some((step) => step.startsWith('.') || step === 'node_modules');
}

/** Whether a file for programs holds no action items, so that it is taken for their settings. */
export function isSettings(file: string, bytes: Buffer): boolean {
  return programEndings.has(extname(file).toLowerCase()) && !holdsItems.test(bytes.toString('utf8'));
}

/**
 * The names under which the files below a folder are known: by their path from the working directory; of files elsewhere by their path in
 * the Git checkout that they lie in, so that a checkout may lie anywhere; else by their whole path.
 */
export async function sourceNamer(folder: string): Promise<(file: string) => string> {
  const here = process.cwd();
  const isHere = !relative(here, resolve(folder)).startsWith('..');
  const base = isHere ? here : await checkoutRoot(resolve(folder));
  return (file) => (base === null ? resolve(file) : relative(base, resolve(file))).split(sep).join('/');
}

async function checkoutRoot(folder: string): Promise<string | null> {
  const found = await stat(join(folder, '.git')).catch(() => null);
  if (found) return folder;
  const above = dirname(folder);
  return above === folder ? null : checkoutRoot(above);
}
