import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const launcher = fileURLToPath(new URL('../bin/followthrough.mjs', import.meta.url));

/** Seconds a command takes from start to exit, and its exit code. */
export async function timeCommand(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ seconds: number; exitCode: number | null }> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return { seconds: (performance.now() - started) / 1000, exitCode };
}

/** Starts the command and resolves with the seconds until the address answers 200. */
export async function startUntilAnswer(
  args: readonly string[],
  address: string,
  cwd: string,
): Promise<{ child: ChildProcess; seconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  while (child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { child, seconds: (performance.now() - started) / 1000 };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`followthrough ${args.join(' ')} ended with ${child.exitCode} before it answered`);
}

/** Megabytes of memory that a process and all below it hold themselves (Pss), and the most the first of them ever had. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const tree = withDescendants(pid);
  const now = tree.reduce((sum, id) => sum + kilobytes(`/proc/${id}/smaps_rollup`, /^Pss:\s+(\d+)/m), 0);
  return { now: now / 1024, peak: kilobytes(`/proc/${pid}/status`, /^VmHWM:\s+(\d+)/m) / 1024 };
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
}

function withDescendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/status`))
    .map((name) => ({ id: Number(name), parent: kilobytes(`/proc/${name}/status`, /^PPid:\s+(\d+)/m) }));
  const below = (id: number): number[] => [
    id,
    ...parents.filter(({ parent }) => parent === id).flatMap(({ id: child }) => below(child)),
  ];
  return below(pid);
}

function kilobytes(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
