import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { DatabaseError } from './database-error.ts';
import { steadyClient } from './steady-client.ts';

/** The oldest server that the suite runs on; `uuidv7()` and the like of later ones are not used. */
const oldestServer = 15;

/** Connects to a Postgres server. Throws DatabaseError when the address is none, or the server does not answer, refuses us or is too old. */
export async function openServer(url: string, patience = 15_000): Promise<Sql> {
  const sql = connect(url);
  try {
    // postgres.js tries for ever when something accepts connections and then says nothing that it understands.
    const silence = pause(patience, null, { ref: false });
    const rows = await Promise.race([silence, sql<{ server_version: string }[]>`show server_version`]);
    if (rows === null) throw new DatabaseError(`${serverName(url)} ${unreachable('does not answer as one')}`);
    checkVersion(rows[0]?.server_version ?? '', serverName(url));
    return sql;
  } catch (error) {
    await sql.end({ timeout: 0 });
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(explain(error, url));
  }
}

function connect(url: string): Sql {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('another scheme');
    return steadyClient((onLoss) =>
      postgres(url, {
        connect_timeout: 10,
        // A connection that ends is then always one that was lost.
        max_lifetime: null,
        connection: { application_name: 'followthrough', TimeZone: 'UTC' },
        onnotice: () => undefined,
        onclose: onLoss,
      }),
    );
  } catch {
    // The cause would quote the address, and with it the password.
    throw new DatabaseError(
      'database.url is no address of a Postgres server; write postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters in the password percent-encoded.',
    );
  }
}

/** Throws DatabaseError when the version, such as `14.11 (Debian)`, is older than we support. */
export function checkVersion(version: string, server: string): void {
  const major = Number.parseInt(version, 10);
  if (major >= oldestServer) return;
  throw new DatabaseError(
    `${server} runs Postgres ${version}; ${oldestServer} or later is needed. Upgrade the server, or leave database.url out to use the embedded database.`,
  );
}

/** Hosts, ports and database of an address, for messages. */
function serverName(url: string): string {
  const [, , authority = '', path = ''] = url.split(/[/?]/);
  const hosts = authority.slice(authority.lastIndexOf('@') + 1) || 'localhost';
  return `Postgres at ${hosts}${path ? ` (database ${path})` : ''}`;
}

function explain(error: unknown, url: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const server = serverName(url);
  const advice = adviceFor[code];
  if (advice) return `${server} ${advice}`;
  return `${server} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}

const unreachable = (what: string): string =>
  `${what}. Check that the server runs, that database.url has the right host and port, and that no firewall is between.`;
const refused =
  'refuses the user name or the password. Check both in database.url; special characters in a password must be percent-encoded.';

const adviceFor: Readonly<Record<string, string>> = {
  ECONNREFUSED: unreachable('refuses connections'),
  ECONNRESET: unreachable('cut the connection'),
  CONNECTION_CLOSED: unreachable('cut the connection'),
  ETIMEDOUT: unreachable('does not answer'),
  CONNECT_TIMEOUT: unreachable('does not answer'),
  EHOSTUNREACH: unreachable('cannot be reached'),
  ENETUNREACH: unreachable('cannot be reached'),
  ENOENT: unreachable('has no socket there'),
  ENOTFOUND: 'cannot be found: no such host. Check the host in database.url.',
  EAI_AGAIN:
    'cannot be found: the name server does not answer. Check the host in database.url and the network.',
  '28P01': refused,
  '28000': refused,
  '3D000': 'has no such database. Create it first: CREATE DATABASE …',
  '53300': 'has no connection left. Raise max_connections there, or stop what uses them.',
  '57P03': 'is still starting. Try again in a moment.',
};
