#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it far enough to find a Node that can read the rest.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const leastMajor = 24;
const home = fileURLToPath(new URL('..', import.meta.url));
// Compiling the embedded database frees 100 MB in pieces which glibc, left to itself, never gives back. It reads these at its start only.
const allocator = {
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '2',
};
/** In megabytes: the nursery never grows (prepare.mjs), and with the usual one of 1 MB a quarter of the time for reading documents goes into clearing it. */
const nursery = '--min-semi-space-size=8';

if (majorOf(process.versions.node) >= leastMajor) {
  if (process.platform === 'linux' && process.env.MALLOC_ARENA_MAX === undefined) {
    const self = [process.execPath, nursery, ...process.execArgv, ...process.argv.slice(1)];
    process.execve?.(process.execPath, self, { ...process.env, ...allocator });
  }
  await import('./prepare.mjs');
  await import('../src/main.ts');
} else {
  const node = findNode();
  if (node === null) {
    process.stderr.write(
      `followthrough needs Node ${leastMajor} or later and this is ${process.versions.node}: install it, or run npm ci in ${home} where it comes along.\n`,
    );
    process.exitCode = 2;
  } else {
    handOver(node);
  }
}

/** @param {string} version */
function majorOf(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10);
}

/** The Node that npm installed beside the project, when it is new enough. */
function findNode() {
  const folder = join(home, 'node_modules', '.bin');
  const node = [join(folder, 'node'), join(folder, 'node.exe')].find((path) => existsSync(path));
  if (!node) return null;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return majorOf(stdout ?? '') >= leastMajor ? node : null;
}

/**
 * Runs this very command with the other Node. Ctrl-C reaches both by the terminal; what is sent to this process alone is passed on.
 * @param {string} node
 */
function handOver(node) {
  const path = `${join(home, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  // Listening begins before there is a child: a signal that came in between would end this process and orphan the other.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...allocator, ...process.env, PATH: path },
  });
  child.on('error', (error) => {
    process.stderr.write(`followthrough could not start ${node}: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 1);
  });
}
