import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkVersion, openServer } from '../../src/db/open-server.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { incident } from '../../src/db/schema.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
beforeEach(() => database.reset());

const fresh = {
  id: 'INC-1',
  title: 'Checkout refused cards',
  services: ['checkout', 'l’edger, "two"'],
  causes: [],
};
const recordedAt = new Date('2026-11-20T09:30:00.123Z');

describe('a database that is open', () => {
  it('gives back what was put in, instants to the millisecond and lists as lists', async () => {
    await database.db.insert(incident).values({ ...fresh, recordedAt });
    const [row] = await database.db.select().from(incident).where(eq(incident.id, 'INC-1'));
    expect(row).toMatchObject({ ...fresh, recordedAt, severity: null });
  });

  it('is empty again after a reset', async () => {
    await database.db.insert(incident).values({ ...fresh, recordedAt });
    await database.reset();
    expect(await database.db.$count(incident)).toBe(0);
  });

  it('undoes a transaction that throws', async () => {
    const attempt = database.db.transaction(async (tx) => {
      await tx.insert(incident).values({ ...fresh, recordedAt });
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await database.db.$count(incident)).toBe(0);
  });

  it('reckons in UTC, whatever the server is set to', async () => {
    const [row] = await database.db.execute(sql`select current_setting('TimeZone') as zone`);
    expect(row).toEqual({ zone: 'UTC' });
  });

  it('says which it is', () => {
    expect(database.kind).toBe(process.env['FOLLOWTHROUGH_TEST_DATABASE']);
  });
});

describe('a database that does not open', () => {
  const directory = mkdtempSync(join(tmpdir(), 'followthrough-none-'));
  const messageOf = (url: string): Promise<string> =>
    openDatabase({ url, directory }).then(
      () => 'opened',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it('names host and port, what to check, and never the password', async () => {
    const message = await messageOf('postgres://app:s3cret@127.0.0.1:9/followthrough');
    expect(message).toMatch(
      /^DatabaseError: Postgres at 127\.0\.0\.1:9 \(database followthrough\) refuses connections\. Check/,
    );
    expect(message).not.toContain('s3cret');
  });

  it('says that there is no such host', async () => {
    expect(await messageOf('postgres://app:s3cret@no-such-host.invalid/followthrough')).toMatch(
      /no-such-host\.invalid .* cannot be found/,
    );
  });

  it('says so when something else answers there', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const attempt = openServer(`postgres://app:s3cret@127.0.0.1:${port}/followthrough`, 700);
    await expect(attempt).rejects.toThrow(
      /^Postgres at 127\.0\.0\.1:\d+ \(database followthrough\) does not answer as one\./,
    );
    server.close();
  });

  it.each([
    'mysql://app:s3cret@db/x',
    'postgres://app:s3cr%t@db/x',
    'localhost',
    'postgres://app:s3/cret@db/x',
  ])('explains the form of an address when it is %s', async (url) => {
    const message = await messageOf(url);
    expect(message).toMatch(/^DatabaseError: /);
    expect(message).not.toMatch(/s3cr%t|s3\/cret|s3cret/);
  });

  it.each(['15.1', '15.18 (Debian 15.18-0+deb12u1)', '18beta2'])('takes version %s', (version) => {
    expect(() => checkVersion(version, 'Postgres at db:5432')).not.toThrow();
  });

  it.each(['14.22 (Debian 14.22-1)', '9.6.24', ''])('refuses version %j and says what to do', (version) => {
    const judge = (): void => checkVersion(version, 'Postgres at db:5432');
    expect(judge).toThrow(/^Postgres at db:5432 runs Postgres .*; 15 or later is needed\. Upgrade/);
  });
});
