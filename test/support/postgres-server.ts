import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { postgresBinaries, unprivileged } from './postgres-binaries.ts';
import { scratchFolder } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's maintenance database. */
    postgresServer: string;
    /** A migrated database to copy. */
    postgresTemplate: string;
  }
}

interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** For the whole run: a Postgres server of our own, or the one that TEST_DATABASE_URL names, with a migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const began = performance.now();
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startServer();
  const template = `followthrough_${randomBytes(4).toString('hex')}`;
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`create database ${template}`);
    await fill(databaseUrl(server.url, template));
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    const took = Math.round(performance.now() - began);
    console.log(
      `Tests on Postgres ${row?.version} ${given ? 'of TEST_DATABASE_URL' : 'from npm'}, up in ${took} ms`,
    );
  } catch (error) {
    await sql.end({ timeout: 1 });
    await server.stop();
    throw error;
  }
  project.provide('postgresServer', server.url);
  project.provide('postgresTemplate', template);
  return async () => {
    if (given) await dropAll(sql, template);
    await sql.end({ timeout: 1 });
    await server.stop();
  };
}

/** The same server's address with another database. */
export function databaseUrl(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

async function fill(url: string): Promise<void> {
  const database = await openDatabase({ url, directory: '' });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}

async function dropAll(sql: Sql, template: string): Promise<void> {
  const names = await sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${template})`;
  for (const { name } of names) await sql.unsafe(`drop database if exists ${name} with (force)`);
}

/** A Postgres server of our own, from npm, with the given settings beside its usual ones. */
export async function startServer(given: readonly string[] = []): Promise<RunningServer> {
  const scratch = scratchFolder('postgres');
  const { initdb, postgres: server } = await postgresBinaries(scratch);
  const data = join(scratch, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (unprivileged.uid !== undefined) chownSync(data, unprivileged.uid, unprivileged.gid ?? 0);
  const options = { ...unprivileged, cwd: scratch };
  await promisify(execFile)(
    initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_wal_size=4GB',
    ...given,
  ];
  const child = guarded(server, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], options);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = async (): Promise<void> => {
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    child.stdin?.end();
    await ended;
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** Runs the server under a shell that stops it when its input ends: so it goes away with us, however we end. */
function guarded(command: string, args: readonly string[], options: object): ChildProcess {
  const stdio = ['pipe', 'ignore', 'pipe'] as const;
  if (process.platform === 'win32') return spawn(command, [...args], { ...options, stdio: [...stdio] });
  const script = '"$@" & server=$!; read -r _; kill -INT $server; wait $server';
  return spawn('/bin/sh', ['-c', script, 'sh', command, ...args], {
    ...options,
    stdio: [...stdio],
    detached: true,
  });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const sql = postgres(url, { max: 1, connect_timeout: 2 });
    try {
      await sql`select 1`;
      return;
    } catch {
      await pause(50);
    } finally {
      await sql.end({ timeout: 0 });
    }
    if (child.exitCode !== null) break;
  }
  throw new Error(`The test server did not start:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
