import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'launcher-'));
  cpSync(join(import.meta.dirname, '../../bin'), join(home, 'bin'), { recursive: true });
  mkdirSync(join(home, 'src'));
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(home, 'src/main.ts'),
    'const words: string[] = process.argv.slice(2);\nconsole.log(`main ${words}`);\nprocess.exitCode = Number(words.at(-1));\n',
  );
  // What a process of Node 20 would say of itself.
  writeFileSync(
    join(home, 'old.mjs'),
    "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });\n",
  );
});

afterEach(() => rmSync(home, { recursive: true }));

/** A stand-in for the Node that npm installs: says its version, else does what the script says. */
function installNode(version: string, script: string): void {
  const folder = join(home, 'node_modules/.bin');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'node'),
    `#!/bin/sh\nif [ "$1" = --version ]; then echo v${version}; exit; fi\n${script}\n`,
  );
  chmodSync(join(folder, 'node'), 0o755);
}

function start(args: string[], before: string[] = []) {
  return spawn(process.execPath, [...before, join(home, 'bin/followthrough.mjs'), ...args]);
}

async function run(args: string[], before: string[] = []) {
  const child = start(args, before);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

const old = () => ['--import', join(home, 'old.mjs')];

it('runs the program with the words it was given and ends as it ends', async () => {
  expect(await run(['report', '3'])).toEqual({ out: 'main report,3\n', err: '', code: 3 });
  expect(existsSync(join(home, '.cache/node'))).toBe(true);
});

it('does without the compile cache where it cannot be written', async () => {
  writeFileSync(join(home, '.cache'), 'in the way');

  expect(await run(['0'])).toEqual({ out: 'main 0\n', err: '', code: 0 });
});

it('on an old Node hands over to the one that came with the project', async () => {
  installNode('24.21.0', 'shift 3; echo "new $@"; exit 5');

  expect(await run(['sync', '--full'], old())).toEqual({ out: 'new sync --full\n', err: '', code: 5 });
});

it('passes a request to stop on to the Node it handed over to', async () => {
  installNode(
    '24.21.0',
    'trap "echo stopping; exit 7" TERM; echo ready; for i in $(seq 200); do sleep 0.05; done',
  );
  const child = start(['serve'], old());
  let out = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    if (out === 'ready\n') child.kill('SIGTERM');
  });

  expect(await ended).toBe(7);
  expect(out).toBe('ready\nstopping\n');
});

it.each([
  ['none', null],
  ['an old one', '22.1.0'],
])('on an old Node with %s beside it says in one sentence what it needs', async (_, version) => {
  if (version !== null) installNode(version, 'echo wrong');

  const { out, err, code } = await run(['serve'], old());

  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toMatch(/^followthrough needs Node 24 or later and this is 20\.20\.2: .*npm ci.*\n$/);
});
