import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSign } from '../../../src/db/embedded/door.ts';
import { openDatabase, type OpenDatabase } from '../../../src/db/open-database.ts';
import { copyFolder } from '../../support/database.ts';
import { startDatabaseProcess, type DatabaseProcess } from '../../support/database-process.ts';

const open: { close(): Promise<void> }[] = [];

async function here(directory: string): Promise<OpenDatabase> {
  const database = await openDatabase({ url: null, directory });
  open.push(database);
  return database;
}

async function elsewhere(...args: Parameters<typeof startDatabaseProcess>): Promise<DatabaseProcess> {
  const child = await startDatabaseProcess(...args);
  open.push({ close: () => child.kill() });
  return child;
}

afterEach(async () => {
  // The holder was opened first and leaves last.
  for (const database of open.splice(0).toReversed()) await database.close();
});

describe('several processes on one folder', () => {
  it('lets a second process work through the first', async () => {
    const { directory } = copyFolder();
    const holder = await here(directory);
    await holder.db.execute(sql`create table note (text text)`);
    const other = await elsewhere(directory);
    await other.run(`insert into note values ('from the other process')`);
    expect(holder.kind).toBe('embedded');
    expect(other.kind).toBe('shared');
    expect([...(await holder.db.execute(sql`select text from note`))]).toEqual([
      { text: 'from the other process' },
    ]);
  });

  it('never mixes the transactions of two processes', async () => {
    const { directory } = copyFolder();
    const holder = await here(directory);
    await holder.db.execute(sql`create table counter (total int not null)`);
    await holder.db.execute(sql`create table transfer (process int, number int)`);
    await holder.db.execute(sql`insert into counter values (0)`);
    const others = await Promise.all([elsewhere(directory, 'transfers'), elsewhere(directory, 'transfers')]);
    for (let count = 1; count <= 150; count += 1) {
      await holder.db.transaction(async (tx) => {
        const [row] = await tx.execute<{ total: number }>(sql`select total from counter`);
        await tx.execute(sql`update counter set total = ${(row?.total ?? 0) + 1}`);
        await tx.execute(sql`insert into transfer values (0, ${count})`);
      });
    }
    await vi.waitFor(() => expect(others.map((other) => other.acknowledged())).toEqual([150, 150]), {
      timeout: 30_000,
    });
    const [row] = await holder.db.execute(
      sql`select (select total from counter) as total, (select count(*)::int from transfer) as rows`,
    );
    expect(row).toEqual({ total: 450, rows: 450 });
  }, 60_000);

  it('rolls back what a killed process had begun', async () => {
    const { directory } = copyFolder();
    const holder = await here(directory);
    await holder.db.execute(sql`create table note (text text)`);
    const other = await elsewhere(directory);
    await other.run('begin');
    await other.run(`insert into note values ('half')`);
    await other.kill();
    expect([...(await holder.db.execute(sql`select text from note`))]).toEqual([]);
    await holder.db.execute(sql`insert into note values ('whole')`);
    expect([...(await holder.db.execute(sql`select text from note`))]).toEqual([{ text: 'whole' }]);
  });

  it('takes over when the process that held the folder is killed', async () => {
    const { directory } = copyFolder();
    const first = await elsewhere(directory);
    await first.run('create table note (text text)');
    const second = await here(directory);
    expect([first.kind, second.kind]).toEqual(['embedded', 'shared']);
    await second.db.execute(sql`insert into note values ('through the first')`);
    await first.kill();
    await vi.waitFor(() => second.db.execute(sql`insert into note values ('alone')`), { timeout: 10_000 });
    expect(second.kind).toBe('embedded');
    const third = await elsewhere(directory);
    expect(third.kind).toBe('shared');
    expect(await third.run('select text from note')).toEqual([
      { text: 'through the first' },
      { text: 'alone' },
    ]);
  }, 40_000);

  it('hands over when the process that held the folder stops in good order', async () => {
    const { directory } = copyFolder();
    const first = await elsewhere(directory);
    await first.run('create table note (text text)');
    const second = await here(directory);
    await second.db.execute(sql`insert into note values ('kept')`);
    await first.close();
    await vi.waitFor(() => second.db.execute(sql`select 1`), { timeout: 10_000 });
    expect([...(await second.db.execute(sql`select text from note`))]).toEqual([{ text: 'kept' }]);
  }, 40_000);

  it('lets exactly one of several processes take a folder that a killed one left', async () => {
    const { directory } = copyFolder();
    const first = await elsewhere(directory);
    await first.kill();
    expect(existsSync(join(directory, 'lock.sock'))).toBe(true);
    const racing = await Promise.all(Array.from({ length: 3 }, () => elsewhere(directory)));
    expect(racing.map((process) => process.kind).toSorted()).toEqual(['embedded', 'shared', 'shared']);
    const holder = racing.find((process) => process.kind === 'embedded');
    expect(readSign(directory)?.pid).toBe(holder?.pid);
    for (const process of racing) await process.run('create table if not exists note (text text)');
  }, 60_000);

  it('says who holds the folder when that process does not share it', async () => {
    const { directory } = copyFolder();
    await here(directory);
    writeFileSync(join(directory, 'lock.json'), '{"pid":4711,"address":null}');
    const attempt = openDatabase({ url: null, directory }, { patience: 200 });
    await expect(attempt).rejects.toThrow(/held by process 4711, which shares it with nobody.*try again/);
  });
});

describe('who may come in', () => {
  it('keeps folder, lock and socket to the user who owns them', async () => {
    const { directory } = copyFolder();
    await here(directory);
    const mode = (name: string): number => statSync(join(directory, name)).mode & 0o777;
    expect(mode('.')).toBe(0o700);
    expect([mode('lock.sock'), mode('lock.json'), mode('lock')]).toEqual([0o600, 0o600, 0o600]);
  });

  it('shares a folder whose path is too long for a socket', async () => {
    const { directory: source } = copyFolder();
    const directory = join(source, '..', 'deep'.repeat(20), 'deeper'.repeat(20));
    mkdirSync(join(directory, '..'), { recursive: true });
    renameSync(source, directory);
    await here(directory);
    const address = readSign(directory)?.address ?? '';
    expect(Buffer.byteLength(address)).toBeLessThan(104);
    expect(statSync(address).mode & 0o777).toBe(0o600);
    expect(statSync(join(address, '..')).mode & 0o777).toBe(0o700);
    const other = await elsewhere(directory);
    expect(other.kind).toBe('shared');
  });

  it('survives a visitor that does not speak the protocol', async () => {
    const { directory } = copyFolder();
    const holder = await here(directory);
    const visitor = connect(join(directory, 'lock.sock'));
    visitor.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise((resolve) => visitor.on('error', () => undefined).once('close', resolve));
    expect([...(await holder.db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
  });
});
