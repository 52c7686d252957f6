import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const signShape = z.object({ pid: z.number(), address: z.string().nullable() });

/** How another process finds the holder of a folder: its process id, and where it listens (null: it could not). */
export type Sign = Readonly<z.infer<typeof signShape>>;

/** A Unix socket's path has room for 104 bytes on macOS and 108 on Linux, the closing zero included. */
const longestAddress = 103;

/** Where the holder of the folder may listen, the best place first. The directory must be a real path. */
export function doorAddresses(directory: string, platform: NodeJS.Platform = process.platform): string[] {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  if (platform === 'win32') return [`\\\\.\\pipe\\followthrough-${name}`];
  const near = join(directory, 'lock.sock');
  const far = join(tmpdir(), `followthrough-${userInfo().uid}-${name}`, 'lock.sock');
  return [near, far].filter((address) => Buffer.byteLength(address) <= longestAddress);
}

/** Listens for other processes; only for the lock's holder, because it sweeps away what a dead holder left. Null where no place takes a socket. */
export async function openDoor(
  directory: string,
  onClient: (client: Socket) => void,
): Promise<{ readonly address: string; close(): Promise<void> } | null> {
  for (const address of doorAddresses(directory)) {
    const server = createServer(onClient);
    try {
      await listen(server, address, directory);
      return { address, close: () => shut(server, address, directory) };
    } catch {
      // Some shared folders take no sockets: the next place, or none.
    }
  }
  return null;
}

async function listen(server: Server, address: string, directory: string): Promise<void> {
  const isFile = process.platform !== 'win32';
  if (isFile) {
    if (dirname(address) !== directory) makePrivate(dirname(address));
    rmSync(address, { force: true });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  if (isFile) chmodSync(address, 0o600);
}

/** A folder in the shared temporary directory could have been put there by someone else. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { mode: 0o700, recursive: true });
  const { uid, mode } = lstatSync(folder);
  if (uid !== userInfo().uid || (mode & 0o777) !== 0o700) throw new Error(`${folder} is not ours alone`);
}

async function shut(server: Server, address: string, directory: string): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  if (process.platform === 'win32') return;
  rmSync(address, { force: true });
  if (dirname(address) !== directory) rmSync(dirname(address), { recursive: true, force: true });
}

/** A connection to the holder, or null when nobody answers there. */
export function knock(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => resolve(null));
  });
}

const signFile = (directory: string): string => join(directory, 'lock.json');

export function hangSign(directory: string, sign: Sign): void {
  const draft = `${signFile(directory)}.new`;
  writeFileSync(draft, `${JSON.stringify(sign)}\n`, { mode: 0o600 });
  renameSync(draft, signFile(directory));
}

export function takeSignDown(directory: string): void {
  rmSync(signFile(directory), { force: true });
}

/** What the sign says, or null when there is none that can be read. */
export function readSign(directory: string): Sign | null {
  try {
    return signShape.parse(JSON.parse(readFileSync(signFile(directory), 'utf8')));
  } catch {
    return null;
  }
}
