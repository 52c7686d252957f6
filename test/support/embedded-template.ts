import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { scratchFolder } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for this run's embedded databases. */
    embeddedScratch: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * For the whole run: a migrated embedded database to copy, which is kept from run to run. Its first start takes seconds, so other tests
 * begin meanwhile, and those that want a copy wait for it.
 */
export function setup(project: TestProject): () => Promise<void> {
  const scratch = scratchFolder('embedded');
  const ready = prepare(scratch).catch((error: unknown) => {
    writeFileSync(join(scratch, 'failed'), error instanceof Error ? String(error.stack) : String(error));
  });
  project.provide('embeddedScratch', scratch);
  return async () => {
    await ready;
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** A copy of the migrated database in a folder of its own. Waits until there is one to copy; throws when it could not be made. */
export function copyTemplate(scratch: string): string {
  const template = join(scratch, 'template');
  while (!existsSync(template)) {
    if (existsSync(join(scratch, 'failed'))) throw new Error(readFileSync(join(scratch, 'failed'), 'utf8'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  const copy = join(scratch, randomBytes(6).toString('hex'));
  cpSync(template, copy, { recursive: true });
  return copy;
}

async function prepare(scratch: string): Promise<void> {
  const began = performance.now();
  const kept = join(root, '.cache', 'embedded', fingerprint());
  if (!existsSync(kept)) await make(kept, join(scratch, 'new'));
  const draft = join(scratch, 'draft');
  cpSync(kept, draft, { recursive: true });
  renameSync(draft, join(scratch, 'template'));
  console.log(`Tests on the embedded database, up in ${Math.round(performance.now() - began)} ms`);
}

async function make(kept: string, directory: string): Promise<void> {
  const database = await openDatabase({ url: null, directory });
  await migrate(database);
  await database.close();
  rmSync(dirname(kept), { recursive: true, force: true });
  mkdirSync(dirname(kept), { recursive: true });
  const draft = `${kept}.${randomBytes(4).toString('hex')}`;
  cpSync(directory, draft, { recursive: true });
  renameSync(draft, kept);
}

/** Everything the template is made from: the engine, how we start it, the migrations. */
function fingerprint(): string {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const paths = [
    join(dirname(engine), '..', 'package.json'),
    ...globSync(['src/db/embedded/*.ts', 'drizzle/**/*.{sql,json}'], { cwd: root })
      .map((path) => join(root, path))
      .toSorted(),
  ];
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}
