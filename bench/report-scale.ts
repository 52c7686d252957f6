import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { askCompletion } from '../src/answers/ask-completion.ts';
import { askItems } from '../src/answers/ask-items.ts';
import type { Database } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { lastCompleteWeek } from '../src/lib/calendar.ts';
import { everything } from '../src/reports/item-selection.ts';
import { policy } from '../test/support/factories.ts';
import { startServer } from '../test/support/postgres-server.ts';
import type { Figure } from './figure.ts';
import { median } from './median.ts';
import { repeatFigures, repeatTimes, type RepeatTimes } from './repeats-scale.ts';
import { fillWithHistory, scaleNow, type Scale } from './scale-data.ts';
import { searchFigures, searchTimes, type SearchTimes } from './search-scale.ts';

const whole: Scale = { incidents: 20_000, items: 100_000 };
const tenth: Scale = { incidents: 2000, items: 10_000 };
const timeZone = 'Europe/Berlin';
const request = {
  week: lastCompleteWeek(scaleNow, timeZone),
  now: scaleNow,
  timeZone,
  policy,
  team: null,
};

type Place = Parameters<typeof openDatabase>[0];

/** The reports over 100,000 items of 20,000 incidents with a million events, on both databases, and over a tenth of that. */
export async function measureReports(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-scale-'));
  // What Postgres' own manual advises: a quarter of a machine's memory, here of a small one.
  const server = await startServer(['shared_buffers=512MB']);
  try {
    const place = (name: string) => ({ url: null, directory: join(folder, name) });
    const onServer = { url: server.url, directory: '' };
    return [
      ...figuresOf('Postgres', await timesOf(onServer, tenth), await timesOf(onServer, whole), {
        report: 1000,
        page: 50,
      }),
      ...figuresOf('embedded', await timesOf(place('tenth'), tenth), await timesOf(place('whole'), whole), {
        report: 3000,
      }),
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Times {
  readonly completion: number;
  readonly page: number;
  readonly floor: number;
  readonly repeats: RepeatTimes;
  readonly search: SearchTimes;
}

/** Fills an empty database, then times each question a few times; the median in milliseconds. */
async function timesOf(place: Place, scale: Scale): Promise<Times> {
  const database = await openDatabase(place);
  const { db } = database;
  try {
    await migrate(database);
    await db.execute(sql`truncate incident, postmortem, action_item, item_event, item_moment cascade`);
    await fillWithHistory(db, scale);
    const selection = { ...everything, team: 'team-7' };
    return {
      completion: await median(() => askCompletion(db, request)),
      page: await median(() => askItems(db, { ...request, selection, count: 100 })),
      floor: await median(() => readOnce(db)),
      repeats: await repeatTimes(db),
      search: await searchTimes(db),
    };
  } finally {
    await database.close();
  }
}

/** Limits in milliseconds. */
function figuresOf(
  name: string,
  small: Times,
  large: Times,
  limits: { readonly report: number; readonly page?: number },
): Figure[] {
  const unit = 'ms' as const;
  const beside = 'reading the same rows once';
  return [
    {
      what: `completion with its twelve weeks of 100,000 items (${name})`,
      value: large.completion,
      unit,
      limit: limits.report,
      floor: large.floor,
      beside,
    },
    {
      what: `the same over ten times the data (${name})`,
      value: large.completion,
      unit,
      limit: small.completion * 12,
      floor: small.completion,
      beside: 'a tenth of it',
    },
    {
      what: `one team’s page of items (${name})`,
      value: large.page,
      unit,
      ...(limits.page === undefined ? {} : { limit: limits.page }),
      floor: large.floor,
      beside,
    },
    ...repeatFigures(name, small.repeats, large.repeats),
    ...searchFigures(name, large.search),
  ];
}

/** What the database needs at least: to see every moment and item once, and tell one number of them. */
async function readOnce(db: Database): Promise<void> {
  await db.execute(sql`
    select count(m.due), count(m.assignee), count(i.text) from item_moment m join action_item i on i.id = m.item_id`);
}
