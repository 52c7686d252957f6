import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { logLength, usualRhythm } from '../../../src/db/embedded/maintenance.ts';
import { openDatabase, type OpenDatabase } from '../../../src/db/open-database.ts';
import { copyFolder } from '../../support/database.ts';

const megabyte = 1024 * 1024;

/** Writes three to five megabytes of log a round; the answer is the longest the log ever was, in megabytes. */
async function writeMuch(database: OpenDatabase, directory: string): Promise<number> {
  let longest = 0;
  await database.db.execute(sql`create table note (id int primary key, text text)`);
  await database.db.execute(sql`insert into note select n, repeat('x', 500) from generate_series(1, 4000) n`);
  for (let round = 0; round < 12; round += 1) {
    await database.db.execute(sql`update note set text = repeat(chr(97 + ${round}::int), 500)`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    longest = Math.max(longest, logLength(join(directory, 'postgres')) / megabyte);
  }
  return longest;
}

describe('looking after the engine', () => {
  it('keeps the log short while much is written, and clears dead rows', async () => {
    const { directory } = copyFolder();
    const rhythm = { look: 50, checkpoint: 100, log: 4 * megabyte, vacuum: 200 };
    const database = await openDatabase({ url: null, directory }, { rhythm });
    expect(await writeMuch(database, directory)).toBeLessThan(26);
    const statistics = sql`select n_dead_tup::int as dead, vacuum_count > 0 as vacuumed, last_analyze is not null as analysed
      from pg_stat_user_tables where relname = 'note'`;
    await vi.waitFor(
      async () => {
        const [row] = await database.db.execute(statistics);
        expect(row).toEqual({ dead: 0, vacuumed: true, analysed: true });
      },
      { timeout: 10_000, interval: 100 },
    );
    await database.close();
  }, 60_000);

  it('would see the log grow without that in this version of the engine', async () => {
    const { directory } = copyFolder();
    const rhythm = { ...usualRhythm, look: 3_600_000 };
    const database = await openDatabase({ url: null, directory }, { rhythm });
    expect(await writeMuch(database, directory)).toBeGreaterThan(32);
    await database.close();
  }, 60_000);

  it('counts a table that has grown, long before the next vacuum', async () => {
    const { directory } = copyFolder();
    writeFileSync(join(directory, 'vacuumed'), '');
    const database = await openDatabase({ url: null, directory }, { rhythm: { ...usualRhythm, look: 50 } });
    await database.db.execute(sql`create table note (text text)`);
    await database.db.execute(sql`insert into note select repeat('x', 500) from generate_series(1, 2000)`);
    await vi.waitFor(
      async () => {
        const [row] = await database.db.execute(
          sql`select reltuples::int as rows from pg_class where relname = 'note'`,
        );
        expect(row).toEqual({ rows: 2000 });
      },
      { timeout: 10_000, interval: 100 },
    );
    await database.close();
  }, 40_000);

  it('clears up at the end of a process that wrote, but not more often than the rhythm says', async () => {
    const { directory } = copyFolder();
    const stamp = join(directory, 'vacuumed');
    async function writeOnce(lastVacuum: Date): Promise<number> {
      writeFileSync(stamp, '');
      utimesSync(stamp, lastVacuum, lastVacuum);
      const database = await openDatabase({ url: null, directory });
      await database.db.execute(sql`create table if not exists note (text text)`);
      await database.db.execute(sql`insert into note values ('x')`);
      await database.close();
      return statSync(stamp).mtimeMs;
    }
    const now = Date.now();
    const aMinuteAgo = new Date(now - 60_000);
    expect(await writeOnce(aMinuteAgo)).toBe(aMinuteAgo.getTime());
    expect(await writeOnce(new Date(now - 2 * 3_600_000))).toBeGreaterThanOrEqual(now - 1000);
  }, 40_000);
});
