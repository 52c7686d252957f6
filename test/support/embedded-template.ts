import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { scratchFolder } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for this run's embedded databases; `template` in it is a migrated one to copy. */
    embeddedScratch: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** For the whole run: a migrated embedded database to copy. Its first start takes seconds, so it is kept from run to run. */
export async function setup(project: TestProject): Promise<() => void> {
  const began = performance.now();
  const scratch = scratchFolder('embedded');
  const kept = join(root, '.cache', 'embedded', fingerprint());
  if (!existsSync(kept)) await make(kept, join(scratch, 'new'));
  cpSync(kept, join(scratch, 'template'), { recursive: true });
  console.log(`Tests on the embedded database, up in ${Math.round(performance.now() - began)} ms`);
  project.provide('embeddedScratch', scratch);
  return () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
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
