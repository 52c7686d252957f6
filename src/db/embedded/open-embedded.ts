import { Socket } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import postgres, { type Sql } from 'postgres';
import { steadyClient } from '../steady-client.ts';
import { enterFolder, type FolderSettings } from './folder.ts';
import { usualRhythm } from './maintenance.ts';

export interface EmbeddedClient {
  readonly sql: Sql;
  isHolder(): boolean;
  close(): Promise<void>;
}

export const usualSettings: FolderSettings = {
  limits: { idleInTransaction: 30_000, statement: 60_000 },
  rhythm: usualRhythm,
  clock: () => new Date(),
  patience: 30_000,
};

/**
 * The embedded database of a folder, through the same client as a real Postgres. When the process that holds the folder goes away,
 * the query under way fails and the next one makes this process the holder.
 */
export async function openEmbedded(directory: string, settings: FolderSettings): Promise<EmbeddedClient> {
  const folder = await enterFolder(directory, settings);
  let first: Duplex | null = await folder.connect();

  async function socket(): Promise<Duplex> {
    try {
      const stream = first ?? (await folder.connect());
      first = null;
      return asSocket(stream);
    } catch (error) {
      // postgres.js never recovers from a socket that cannot be made, but it does from one that fails.
      const broken = asSocket(new PassThrough());
      setImmediate(() => broken.destroy(error instanceof Error ? error : new Error(String(error))));
      return broken;
    }
  }

  const options = {
    host: 'embedded',
    database: 'postgres',
    username: 'postgres',
    // One session serves everybody, so statements have no names that another client could meet, and state lasts a transaction.
    prepare: false,
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    socket,
  };
  const sql = steadyClient((onclose) => postgres({ ...options, onclose }));

  async function close(): Promise<void> {
    first?.resume().end();
    await sql.end({ timeout: 5 });
    await folder.close();
  }

  return { sql, isHolder: () => folder.isHolder(), close };
}

/** What postgres.js expects of a socket beyond a stream: to say whether it is open, and to close when the other side has. */
function asSocket(stream: Duplex): Duplex {
  if (stream instanceof Socket) return stream;
  Object.defineProperty(stream, 'readyState', { get: () => (stream.destroyed ? 'closed' : 'open') });
  return stream.once('end', () => stream.destroy());
}
