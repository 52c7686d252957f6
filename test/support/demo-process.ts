import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launcher } from './command-line.ts';

export interface DemoProcess {
  readonly address: string;
  readonly linearBoard: string;
  readonly jiraBoard: string;
  /** Its configuration, for a second process. */
  readonly config: string;
  /** What it wrote to standard error. */
  errors(): string;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** Ends it whatever it does, and removes its files. */
  destroy(): void;
}

const shipped = fileURLToPath(new URL('../../config/demo/followthrough.yaml', import.meta.url));

/** The demo as a person starts it, on ports and in a folder of its own, sweeping more often. */
export async function startDemo(): Promise<DemoProcess> {
  const home = mkdtempSync(join(tmpdir(), 'followthrough-demo-'));
  const config = join(home, 'followthrough.yaml');
  const [web, linear, jira] = await freePorts(3);
  writeFileSync(
    config,
    readFileSync(shipped, 'utf8')
      .replaceAll('4680', String(web))
      .replaceAll('4681', String(linear))
      .replaceAll('4682', String(jira))
      .replace('./data/demo', join(home, 'data'))
      .replace("sweep: '*/15 ", "sweep: '*/5 "),
  );
  const child = spawn(process.execPath, [launcher, 'demo', '--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const errors: string[] = [];
  child.stderr.on('data', (part: Buffer) => errors.push(part.toString()));
  const destroy = () => {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const said = await untilReady(child, ended, errors).catch((error: unknown) => {
    destroy();
    throw error;
  });
  const [address = '', linearBoard = '', jiraBoard = ''] = said.match(/http:\/\/127\.0\.0\.1:\S+/g) ?? [];
  return {
    address,
    linearBoard,
    jiraBoard,
    config,
    errors: () => errors.join(''),
    interrupt() {
      child.kill('SIGINT');
      return ended;
    },
    destroy,
  };
}

/** What it printed by the time it says how to end it. */
function untilReady(child: ChildProcess, ended: Promise<unknown>, errors: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.includes('Ctrl-C ends the demo')) resolve(said);
    });
    void ended.then(() => reject(new Error(`The demo ended before it was ready: ${errors.join('')}`)));
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
