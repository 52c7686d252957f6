import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertMany, overwrite, updateMany } from '../../src/db/many-rows.ts';
import { job } from '../../src/db/bookkeeping-schema.ts';
import { incident } from '../../src/db/schema.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const row: typeof incident.$inferSelect = {
  id: 'INC-1',
  title: 'Größe “quoted” \\ and\ttab 🧯',
  severity: null,
  services: ['checkout', 'a, "b"', ''],
  causes: [],
  repeats: null,
  customerVisible: true,
  startedAt: new Date('2026-11-02T09:12:00.123Z'),
  endedAt: null,
  summary: '',
  rootCause: null,
  recordedAt: new Date('2026-11-03T00:00:00Z'),
};

const incidents = () => database.db.select().from(incident).orderBy(asc(incident.id));

describe('rows inserted together', () => {
  it('come back as they went in', async () => {
    await insertMany(database.db, incident, [row, { ...row, id: 'INC-2', severity: 'SEV1' }]);

    expect(await incidents()).toEqual([row, { ...row, id: 'INC-2', severity: 'SEV1' }]);
  });

  it('may be more than a statement can have parameters', async () => {
    const many = Array.from({ length: 7000 }, (_, at) => ({ ...row, id: `INC-${at}` }));

    await insertMany(database.db, incident, many);

    expect(await database.db.$count(incident)).toBe(7000);
  });

  it('get the default of a column that none of them gives, and say what is asked for', async () => {
    const at = row.recordedAt;
    const slot = { name: 'drain', state: 'ready', runAt: at, createdAt: at } as const;

    const returned = await insertMany(
      database.db,
      job,
      [0, 1].map((minutes) => ({ ...slot, slot: new Date(at.getTime() + minutes * 60_000) })),
      sql`returning id, attempts`,
    );

    expect(returned.map(({ attempts }) => attempts)).toEqual([0, 0]);
  });

  it('overwrite those that are there, but for what stays', async () => {
    await insertMany(database.db, incident, [row]);
    const later = { ...row, title: 'Renamed', services: [], recordedAt: new Date('2026-11-09T00:00:00Z') };

    await insertMany(database.db, incident, [later], overwrite(incident, ['id', 'recordedAt']));

    expect(await incidents()).toEqual([{ ...later, recordedAt: row.recordedAt }]);
  });

  it('may hold a character that was cut in half', async () => {
    await insertMany(database.db, incident, [{ ...row, title: `cut ${'🧯'.slice(0, 1)}` }]);

    expect((await incidents())[0]?.title).toBe('cut \uFFFD');
  });
});

describe('rows changed together', () => {
  it('take just the columns that are given, each its own', async () => {
    const names = ['INC-1', 'INC-2', 'INC-3'];
    await insertMany(
      database.db,
      incident,
      names.map((id) => ({ ...row, id })),
    );

    await updateMany(database.db, incident, [
      { id: 'INC-1', set: { title: '', services: ['a, "b"'], startedAt: null } },
      { id: 'INC-2', set: { severity: 'SEV1' } },
      { id: 'INC-3', set: {} },
    ]);

    expect(await incidents()).toEqual([
      { ...row, id: 'INC-1', title: '', services: ['a, "b"'], startedAt: null },
      { ...row, id: 'INC-2', severity: 'SEV1' },
      { ...row, id: 'INC-3' },
    ]);
  });
});
