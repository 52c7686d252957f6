import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Config } from '../../src/config/config.ts';
import { write } from '../../src/db/bookkeeping-schema.ts';
import { actionItem, postmortem } from '../../src/db/schema.ts';
import { runInFolder } from './command-inside.ts';
import { runCommand, writeConfig, type CommandResult } from './command-line.ts';
import { openHouse, type House } from './house.ts';

/** What there is, here and in the trackers: the proof that nothing was lost, half-written or made twice. */
export interface Standing {
  readonly postmortems: number;
  readonly items: number;
  /** Items tied to an issue. */
  readonly linked: number;
  /** `create queued`, `update refused`, …, those that are done left out. */
  readonly writes: Readonly<Record<string, number>>;
  readonly linear: number;
  readonly jira: number;
}

/** A house, a folder with a configuration file in it, and the command run there. */
export interface Desk {
  readonly house: House;
  readonly folder: string;
  put(path: string, content: string | Uint8Array): void;
  /** Writes the configuration file anew; without an argument as the house has it. */
  configure(change?: (config: Config) => Config): void;
  /** Runs the command in this process. Its clock stands where the house's does, unless `--now` is among the arguments. */
  run(...args: string[]): Promise<CommandResult>;
  /** The same in a process of its own, which several may at once. */
  spawn(...args: string[]): Promise<CommandResult>;
  /** The same with something on its standard input. */
  spawnWith(input: string, ...args: string[]): Promise<CommandResult>;
  standing(): Promise<Standing>;
  close(): Promise<void>;
}

export async function openDesk(at?: string): Promise<Desk> {
  const house = await openHouse(at);
  const { db } = house.database;
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const put: Desk['put'] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const configure: Desk['configure'] = (change = (config) => config) =>
    put('config/followthrough.yaml', writeConfig(change(house.config)));
  const timed = (args: readonly string[]) =>
    args.includes('--now') ? args : [...args, '--now', house.now().toISOString()];
  const env = { FOLLOWTHROUGH_CONFIG: '' };
  const spawnWith: Desk['spawnWith'] = (input, ...args) =>
    runCommand(timed(args), { cwd: folder, input, env });
  configure();
  return {
    house,
    folder,
    put,
    configure,
    run: (...args) => runInFolder(folder, env, timed(args)),
    spawn: (...args) => spawnWith('', ...args),
    spawnWith,
    async standing() {
      const pending = await db
        .select({ kind: write.kind, state: write.state, count: sql<number>`count(*)::int` })
        .from(write)
        .where(sql`${write.state} <> 'done'`)
        .groupBy(write.kind, write.state);
      return {
        postmortems: await db.$count(postmortem),
        items: await db.$count(actionItem),
        linked: await db.$count(actionItem, sql`issue_id is not null`),
        writes: Object.fromEntries(pending.map(({ kind, state, count }) => [`${kind} ${state}`, count])),
        linear: house.linear.store.data.issues.size,
        jira: house.jira.store.issues().length,
      };
    },
    async close() {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
