import { runProgram, type Doors } from '../../src/cli/program.ts';
import type { CommandResult } from './command-line.ts';
import type { House } from './house.ts';

const notHere = () => Promise.reject(new Error('not here'));

/** Runs the command in this process, on a database that is open already. */
export async function runHere(
  { config, database, now }: Pick<House, 'config' | 'database' | 'now'>,
  ...args: string[]
): Promise<CommandResult> {
  let [stdout, stderr] = ['', ''];
  const output = {
    result: (text: string) => void (stdout += text.endsWith('\n') ? text : `${text}\n`),
    note: (text: string) => void (stderr += `${text}\n`),
    isTerminal: false,
  };
  const context = {
    config,
    db: database.db,
    connectTrackers: notHere,
    clock: now,
    worker: 'test',
    output,
  };
  const doors: Doors = {
    output,
    withContext: (_options, work) => work(context),
    whileOpening: (_options, work) => work(Promise.resolve(context)),
    checkMail: notHere,
    yardstick: notHere,
    serve: notHere,
    demo: notHere,
  };
  return { exitCode: await runProgram(args, doors), stdout, stderr };
}
