import { existsSync, mkdtempSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { durableFiles } from '../../../src/db/embedded/durable-files.ts';
import { startEngine } from '../../../src/db/embedded/engine.ts';
import { query } from '../../../src/db/embedded/wire.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { copyFolder } from '../../support/database.ts';
import { startDatabaseProcess } from '../../support/database-process.ts';

const patient = { fresh: false, onAnswer: () => undefined, limit: 10_000 };

describe('what is committed is on disk', () => {
  it('puts the log on disk at every commit, and not for reading', async () => {
    const engine = await startEngine(join(copyFolder().directory, 'postgres'));
    try {
      await engine.run(query('create table note (text text)'), patient);
      const before = engine.syncs();
      for (let count = 0; count < 20; count += 1) {
        await engine.run(query(`insert into note values ('${count}')`), patient);
      }
      const written = engine.syncs();
      expect(written - before).toBeGreaterThanOrEqual(20);
      for (let count = 0; count < 20; count += 1) await engine.run(query('select * from note'), patient);
      expect(engine.syncs()).toBe(written);
    } finally {
      await engine.close();
    }
  });

  it('ends the engine when the disk refuses', async () => {
    const onFailure = vi.fn<(error: unknown) => void>();
    const { setup } = durableFiles({ count: 0 }, onFailure);
    const { emscriptenOpts } = await setup(new PGlite({ noInitDb: true }), {});
    const module = { NODEFS: { stream_ops: {} as { fsync?: (stream: { nfd: number }) => number } } };
    for (const prepare of emscriptenOpts.preRun) prepare(module);
    module.NODEFS.stream_ops.fsync?.({ nfd: 987_654 });
    expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ code: 'EBADF' }));
  });

  it('still has to switch fsync on by hand in this version of the engine', () => {
    expect(PGlite.defaultStartParams).toContain('-F');
  });

  it('loses nothing acknowledged when the process is killed in the middle of commits', async () => {
    const { directory } = copyFolder();
    const first = await openDatabase({ url: null, directory });
    await first.db.execute(sql`create table committed (number int primary key)`);
    await first.close();
    for (let round = 0; round < 2; round += 1) {
      const writer = await startDatabaseProcess(directory, 'commits');
      await vi.waitFor(() => expect(writer.acknowledged()).toBeGreaterThan(60 + round * 77), {
        timeout: 15_000,
      });
      await writer.kill();
      const acknowledged = writer.acknowledged();
      const reopened = await openDatabase({ url: null, directory });
      const [row] = await reopened.db.execute<{ count: number; last: number }>(
        sql`select count(*)::int as count, max(number) as last from committed`,
      );
      await reopened.db.execute(sql`truncate committed`);
      await reopened.close();
      expect(row?.last).toBeGreaterThanOrEqual(acknowledged);
      expect(row?.count).toBe(row?.last);
    }
  }, 90_000);

  it('begins anew after a first start that was interrupted', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'followthrough-first-'));
    mkdirSync(join(directory, 'postgres'));
    writeFileSync(join(directory, 'postgres', 'PG_VERSION'), '18\n');
    writeFileSync(join(directory, 'first-start'), '');
    const database = await openDatabase({ url: null, directory });
    const [row] = await database.db.execute(sql`select 1 as one`);
    await database.close();
    expect(row).toEqual({ one: 1 });
    expect(existsSync(join(directory, 'first-start'))).toBe(false);
    expect(readdirSync(join(directory, 'postgres'))).toContain('pg_wal');
  }, 60_000);
});
