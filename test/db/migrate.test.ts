import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase, type OpenDatabase } from '../../src/db/open-database.ts';
import { openAnother } from '../support/database.ts';

const ours = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** A migrations folder as drizzle-kit writes it, one file a statement. */
function migrations(statements: Readonly<Record<number, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-migrations-'));
  mkdirSync(join(folder, 'meta'));
  const entries = Object.entries(statements).map(([when, text], idx) => {
    writeFileSync(join(folder, `${idx}.sql`), text);
    return { idx, version: '7', when: Number(when), tag: String(idx), breakpoints: true };
  });
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', entries }));
  return folder;
}

const place = await openAnother();
const open: OpenDatabase[] = [place];
afterAll(async () => {
  for (const database of open.toReversed()) await database.close();
});

async function openAgain(): Promise<OpenDatabase> {
  const database = await openDatabase(place);
  open.push(database);
  return database;
}

async function forget(): Promise<void> {
  await place.db.execute(sql`drop schema drizzle cascade`);
}

describe('bringing the tables up to date', () => {
  it('does nothing where everything is applied', async () => {
    expect(await migrate(place)).toBe(0);
  });

  it('makes every table of the schema, and trigram search', async () => {
    const [row] = await place.db.execute(
      sql`select similarity('postmortem', 'postmortems') > 0.5 as similar, to_regclass('action_item') is not null as there`,
    );
    expect(row).toEqual({ similar: true, there: true });
  });

  it('applies each migration once when several processes start at the same time', async () => {
    await forget();
    const folder = migrations({
      1: 'create table counted (n int)',
      2: 'insert into counted values (1)',
      3: 'insert into counted values (2);--> statement-breakpoint\ninsert into counted values (3)',
    });
    const databases = await Promise.all(Array.from({ length: 4 }, () => openAgain()));
    const counts = await Promise.all(databases.map((database) => migrate(database, folder)));
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 3]);
    expect([...(await place.db.execute(sql`select n from counted order by n`))]).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  it('applies all or nothing', async () => {
    const folder = migrations({ 4: 'create table half (n int)', 5: 'select 1 / 0' });
    await expect(migrate(place, folder)).rejects.toThrow(/select 1 \/ 0/);
    const [row] = await place.db.execute(sql`select to_regclass('half') as half`);
    expect(row).toEqual({ half: null });
  });

  it('refuses a database that a newer version used', async () => {
    await expect(migrate(place, migrations({ 2: 'select 1' }))).rejects.toThrow(
      /already used by a newer version .* 1970-01-01T00:00:00.003Z/,
    );
  });

  it('says what to install when the server lacks an extension', async () => {
    const folder = migrations({ 9: 'create extension if not exists no_such_extension' });
    await expect(migrate(place, folder)).rejects.toThrow(/needs the extension no_such_extension.*install/);
  });

  it('has the extension at the head of the first migration', () => {
    const [first] = readMigrationFiles({ migrationsFolder: ours });
    expect(first?.sql[0]?.toLowerCase()).toContain('create extension if not exists pg_trgm');
  });
});
