import { drizzle } from 'drizzle-orm/postgres-js';
import type { Database } from './database.ts';
import { openEmbedded, usualSettings } from './embedded/open-embedded.ts';
import type { FolderSettings } from './embedded/folder.ts';
import { openServer } from './open-server.ts';

export interface OpenDatabase {
  readonly db: Database;
  /**
   * `postgres`: a server. `embedded`: this process holds the folder. `shared`: it works through the process that does, and becomes
   * `embedded` should that one go away.
   */
  readonly kind: 'postgres' | 'embedded' | 'shared';
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** A Postgres address, or null for the embedded database. */
  readonly url: string | null;
  /** Where the embedded database lives; made at the first start. */
  readonly directory: string;
}

/**
 * Opens the database that the configuration names. Throws DatabaseError when it does not answer, is too old, or refuses us. The
 * tables are there after `migrate`.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  embedded: Partial<FolderSettings> = {},
): Promise<OpenDatabase> {
  if (settings.url !== null) {
    const sql = await openServer(settings.url);
    return { db: drizzle(sql), kind: 'postgres', close: () => sql.end({ timeout: 5 }) };
  }
  const client = await openEmbedded(settings.directory, { ...usualSettings, ...embedded });
  return {
    db: drizzle(client.sql),
    get kind() {
      return client.isHolder() ? ('embedded' as const) : ('shared' as const);
    },
    close: () => client.close(),
  };
}
