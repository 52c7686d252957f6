import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { Figure } from './figure.ts';
import { launcher, timeCommand } from './measure-process.ts';

const shared = fileURLToPath(new URL('../../shared/corpus', import.meta.url));
const samples = fileURLToPath(new URL('../config/demo/postmortems', import.meta.url));
const config = fileURLToPath(new URL('./import.yaml', import.meta.url));

/**
 * How long the command needs to read and record a folder of postmortems: the corpus beside the checkout where there is one, else as
 * many copies of the samples. Beside it, what the same process needs to start and only parse the Markdown.
 */
export async function measureImport(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
  try {
    const documents = join(folder, 'documents');
    const source = existsSync(shared) ? 'the corpus' : 'copies of the samples';
    if (existsSync(shared)) cpSync(shared, documents, { recursive: true });
    else copySamples(documents);
    const files = readdirSync(documents, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const about = `${files.length} files of ${source}`;
    const run = (...args: string[]) =>
      timeCommand(process.execPath, [launcher, ...args, '--config', config], folder);
    await run('plan'); // makes the database, which is the demo's figure and not this one's
    const started = await run('plan');
    const dry = await run('import', '--dry-run', documents);
    const first = await run('import', documents);
    const again = await run('import', documents);
    const floor = started.seconds + parseOnly(documents);
    const beside = 'starting on a known database and parsing only';
    return [
      { what: `import --dry-run of ${about}`, value: dry.seconds, unit: 's', limit: 2 },
      { what: `import of ${about}`, value: first.seconds, unit: 's', limit: 5, beside, floor },
      { what: `import again, nothing changed`, value: again.seconds, unit: 's', limit: 5, beside, floor },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copySamples(to: string): void {
  for (let copy = 0; copy < 13; copy++) {
    mkdirSync(join(to, String(copy)), { recursive: true });
    cpSync(samples, join(to, String(copy)), { recursive: true });
  }
}

function parseOnly(folder: string): number {
  const markdown = new MarkdownIt();
  const started = performance.now();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (statSync(file).isFile() && /\.(md|qmd|erb)$/.test(name))
      markdown.parse(readFileSync(file, 'utf8'), {});
  }
  return (performance.now() - started) / 1000;
}
