import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { logLength, usualRhythm } from '../../../src/db/embedded/maintenance.ts';
import { openDatabase } from '../../../src/db/open-database.ts';
import { copyFolder } from '../../support/database.ts';

const megabyte = 1024 * 1024;

describe('looking after the engine', () => {
  it('keeps the log short while much is written, and clears dead rows', async () => {
    const { directory } = copyFolder();
    const rhythm = { look: 100, checkpoint: 200, log: 16 * megabyte, vacuum: 300 };
    const database = await openDatabase({ url: null, directory }, { rhythm });
    await database.db.execute(sql`create table note (id int primary key, text text)`);
    await database.db.execute(
      sql`insert into note select n, repeat('x', 500) from generate_series(1, 20000) n`,
    );
    let longest = 0;
    for (let round = 0; round < 12; round += 1) {
      await database.db.execute(sql`update note set text = repeat(chr(97 + ${round}::int), 500)`);
      await new Promise((resolve) => setTimeout(resolve, 120));
      longest = Math.max(longest, logLength(join(directory, 'postgres')));
    }
    const statistics = sql`select n_dead_tup::int as dead, vacuum_count::int > 0 as vacuumed, last_analyze is not null as analysed
      from pg_stat_user_tables where relname = 'note'`;
    await vi.waitFor(
      async () => {
        const [row] = await database.db.execute<{ dead: number }>(statistics);
        expect(row).toEqual({ dead: 0, vacuumed: true, analysed: true });
      },
      { timeout: 10_000, interval: 100 },
    );
    await database.close();
    // 12 rounds write about 150 MB of log; unattended it would all still be there.
    expect(longest).toBeLessThan(100 * megabyte);
  }, 60_000);

  it('lets the log grow without it in this version of the engine', async () => {
    const { directory } = copyFolder();
    const database = await openDatabase(
      { url: null, directory },
      { rhythm: { ...usualRhythm, look: 3_600_000 } },
    );
    await database.db.execute(sql`set max_wal_size = '8MB'`).catch(() => undefined);
    await database.db.execute(sql`create table note (id int primary key, text text)`);
    for (let round = 0; round < 8; round += 1) {
      await database.db.execute(sql`truncate note`);
      await database.db.execute(
        sql`insert into note select n, repeat('x', 500) from generate_series(1, 20000) n`,
      );
    }
    const grown = logLength(join(directory, 'postgres'));
    await database.close();
    expect(grown).toBeGreaterThan(64 * megabyte);
  }, 60_000);

  it('clears up at the end of a process that wrote, but not more often than the rhythm says', async () => {
    const { directory } = copyFolder();
    const vacuumedAt = (): number => statSync(join(directory, 'vacuumed')).mtimeMs;
    async function writeOnce(): Promise<number> {
      const database = await openDatabase(
        { url: null, directory },
        { rhythm: { ...usualRhythm, vacuum: 3_600_000 } },
      );
      await database.db.execute(sql`create table if not exists note (text text)`);
      await database.db.execute(sql`insert into note values ('x')`);
      await database.close();
      return vacuumedAt();
    }
    const before = vacuumedAt();
    expect(await writeOnce()).toBe(before);
  });
});
