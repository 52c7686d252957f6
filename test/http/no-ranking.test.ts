import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { addDays } from '../../src/lib/calendar.ts';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { everyOutput } from '../support/every-output.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

/** As long as each other, so that no column is wider for one of them. */
const people = ['Priya Nair', 'Tom Becker', 'Lena Moser', 'Omar Haddi'] as const;
const somebody = 'Some Owner';

const config = testConfig({
  digests: [
    { to: ['cto@acme.example'], teams: 'all' },
    { to: ['dana@acme.example'], teams: ['payments'] },
  ],
});
const asked = { week: '2026-W46', now: new Date('2026-11-16T09:00:00Z'), item: uuidOf('i0') };

const incidents = [
  sampleIncident('INC-1', '2026-09-30T09:00:00Z'),
  sampleIncident('INC-2', '2026-11-11T09:00:00Z'),
];

/** A day counted from the first of October. */
function day(offset: number): string {
  return addDays('2026-09-30', offset);
}

/** Items of four owners, who push and finish unlike each other, in no order of their names. */
function historyOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const owner = people[(index * 3 + (index % 5)) % people.length] ?? people[0];
    const changes: Change[] = [['2026-10-02T09:00:00Z', 'assignee', owner]];
    for (let push = 0; push < (index * 7) % 4; push += 1) {
      changes.push([`${day(35 + push + (index % 7))}T09:00:00Z`, 'due', day(44 + push * 3 + (index % 5))]);
    }
    if (index % 3 === 1) changes.push([`${day(41 + (index % 6))}T12:00:00Z`, 'state', 'done']);
    const item = sampleItem(`i${index}`, '2026-10-01T09:00:00Z', day(41 + (index % 6)), [], {
      incidentId: 'INC-1',
      text: `Reject code ${index}`,
      team: index % 2 === 0 ? 'payments' : 'platform',
    });
    const by = (at: number) => people[(index + at) % people.length] ?? null;
    return {
      ...item,
      link: item.link && { ...item.link, issueId: `issue-${index}` },
      events: [
        ...item.events,
        ...changes.map(([at, field, value], place) => ({
          field,
          value,
          occurredAt: new Date(at),
          recordedAt: new Date(at),
          by: by(place),
          origin: 'tracker' as const,
        })),
      ].toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()),
    };
  });
}

/** Gives everybody in the database the same name, wherever names stand. */
async function callEverybody(db: Database, name: string): Promise<void> {
  const columns = await db.execute<{ table: string; column: string; type: string }>(sql`
    select c.table_name as "table", c.column_name as "column", case c.data_type when 'ARRAY' then 'text[]' else c.data_type end as "type"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and (c.data_type in ('text', 'jsonb') or c.udt_name = '_text')`);
  for (const { table, column, type } of columns) {
    const place = sql.identifier(column);
    for (const person of people) {
      await db.execute(
        sql`update ${sql.identifier(table)} set ${place} = replace(${place}::text, ${person}, ${name})::${sql.raw(type)}
            where strpos(${place}::text, ${person}) > 0`,
      );
    }
  }
}

type Outputs = (db: Database) => Promise<Record<string, string>>;

/**
 * The outputs that change when everybody has the same name, other than in that name: those in which people are grouped, counted or put in an
 * order. Of one person there is no ranking.
 */
async function rankings(database: TestDatabase, outputs: Outputs): Promise<string[]> {
  await database.reset();
  await giveItems(database.db, historyOf(24), incidents);
  const told = await outputs(database.db);
  await callEverybody(database.db, somebody);
  const toldOfOne = await outputs(database.db);
  return Object.keys(told).filter((name) => {
    const nameless = people.reduce((text, person) => text.replaceAll(person, somebody), told[name] ?? '');
    return nameless !== toldOfOne[name];
  });
}

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const pushes = sql`from item_event where field = 'due' and by is not null`;
const planted: Record<string, (db: Database) => Promise<unknown>> = {
  'a report by owner': (db) =>
    db.execute(
      sql`select value as owner, count(*)::int as items from item_event where field = 'assignee' group by 1 order by 1`,
    ),
  'a page on which whoever pushed most stands first': async (db) => {
    const rows = await db.execute<{ by: string }>(
      sql`select by, count(*) ${pushes} group by 1 order by 2 desc, 1`,
    );
    return `<ol>${rows.map(({ by }) => `<li>${by}</li>`).join('')}</ol>`;
  },
  'a table of items in the order of their owners': async (db) => {
    const rows = await db.execute<{ line: string }>(
      sql`select item_id || ',' || value as line from item_event where field = 'assignee' order by value, item_id`,
    );
    return rows.map(({ line }) => line).join('\n');
  },
  'an e-mail that says how many people pushed': async (db) => {
    const [row] = await db.execute<{ people: number }>(
      sql`select count(distinct by)::int as people ${pushes}`,
    );
    return `${row?.people} people pushed a date.`;
  },
  'a share of one person': async (db) => {
    const [row] = await db.execute<{ most: number }>(
      sql`select max(n)::int as most from (select count(*) as n ${pushes} group by by) as each`,
    );
    return `At most ${row?.most} pushes by one person.`;
  },
};

describe('people are never ranked', { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  let found: string[];
  beforeAll(async () => {
    found = await rankings(database, async (db) => {
      const told = await everyOutput(db, config, asked);
      const all = Object.values(told).join('\n');
      for (const person of people) if (all.includes(person)) seen.add(person);
      for (const [name, make] of Object.entries(planted)) told[name] = JSON.stringify(await make(db));
      return told;
    });
  }, 60_000);

  it('on no page, in no answer, report or e-mail: none of them changes but in the name when everybody has the same', () => {
    expect([...seen].toSorted()).toEqual([...people].toSorted());
    expect(found.filter((name) => !(name in planted))).toEqual([]);
  });

  it.each(Object.keys(planted))('and a ranking would be found: %s', (name) => {
    expect(found).toContain(name);
  });
});

/** A percentage that is about items: 95 % is about intervals, and likeness is not a share of anything. */
const percentage = /\b(?!95\b)\d+[\s\u00a0]?%(?!;| alike)/g;
const shownTo = (address: string) => !address.startsWith('/api') && !address.endsWith('as html');
const visible = (text: string) => text.replaceAll(/<style[^]*?<\/style>|<head>[^]*?<\/head>|<[^>]*>/g, ' ');

describe('a small sample is shown as counts', { timeout: 60_000 }, () => {
  it.each([
    [1, false],
    [4, false],
    [24, true],
  ])(
    'of %i items, on every page, in every text and e-mail; a percentage stands anywhere: %s',
    async (items, expected) => {
      await database.reset();
      await giveItems(database.db, historyOf(items), incidents.slice(0, 1));
      const told = await everyOutput(database.db, config, asked);
      const percentages = Object.entries(told)
        .filter(([name]) => shownTo(name))
        .flatMap(([name, text]) =>
          [...visible(text).matchAll(percentage)].map(([found]) => `${name}: ${found}`),
        );

      expect(percentages.length > 0).toBe(expected);
    },
  );
});
