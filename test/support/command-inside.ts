import { runFollowthrough } from '../../src/run-followthrough.ts';
import type { CommandResult } from './command-line.ts';

/** Runs `followthrough` whole, from its arguments to its exit code, but in this process: starting another takes longer than most commands. */
export async function runInside(args: readonly string[]): Promise<CommandResult> {
  let [stdout, stderr] = ['', ''];
  const output = {
    result: (text: string) => void (stdout += ended(text)),
    note: (text: string) => void (stderr += ended(text)),
    isTerminal: false,
  };
  return { exitCode: await runFollowthrough(args, output), stdout, stderr };
}

/** The same as from a folder, with variables of its own: one at a time, since a process has one of each. */
export async function runInFolder(
  folder: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<CommandResult> {
  const before = { folder: process.cwd(), env: { ...process.env } };
  process.chdir(folder);
  Object.assign(process.env, env);
  try {
    return await runInside(args);
  } finally {
    process.chdir(before.folder);
    process.env = before.env;
  }
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
