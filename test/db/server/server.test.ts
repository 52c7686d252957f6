import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { openAnother } from '../../support/database.ts';

const server = await openAnother();
afterAll(() => server.close());

/** The address of the test's own database with parts of it changed. */
const address = (changes: Partial<URL>): string => Object.assign(new URL(server.url ?? ''), changes).href;

describe('a Postgres server', () => {
  it('says that there is no such database', async () => {
    const attempt = openDatabase({ url: address({ pathname: '/nowhere' }), directory: '' });
    await expect(attempt).rejects.toThrow(/\(database nowhere\) has no such database/);
  });

  it('says what an administrator must run when the role may not migrate', async () => {
    const role = `weak_${randomBytes(4).toString('hex')}`;
    await server.db.execute(sql`drop schema drizzle cascade`);
    await server.db.execute(sql`drop extension pg_trgm cascade`);
    await server.db.execute(sql.raw(`create role ${role} login password 'secret word'`));
    const weak = await openDatabase({
      url: address({ username: role, password: 'secret word' }),
      directory: '',
    });

    await expect(migrate(weak)).rejects.toThrow(/administrator run: GRANT CREATE ON DATABASE/);
    await server.db.execute(sql.raw(`create schema drizzle authorization ${role}`));
    await expect(migrate(weak)).rejects.toThrow(/run once, in this database: CREATE EXTENSION pg_trgm;/);

    await weak.close();
    await server.db.execute(sql.raw(`drop owned by ${role}`));
    await server.db.execute(sql.raw(`drop role ${role}`));
  });
});
