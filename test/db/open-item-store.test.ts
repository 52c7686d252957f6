import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadOpenItems } from '../../src/db/open-item-store.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('tells the open items by their last state', async () => {
  const { db } = database;
  await db.execute(sql`insert into incident (id, title, services, causes, recorded_at)
    values ('INC-1', 'Outage', '{}', '{}', now())`);
  await db.execute(sql`insert into postmortem (id, incident_id, source, part, title, fingerprint, authors, problems, recorded_at, edited_at, incident_declared)
    values ('00000000-0000-4000-8000-000000000000', 'INC-1', 'a.md', 0, 'Outage', 'f', '{}', '[]', now(), now(), true)`);
  await db.execute(sql`insert into action_item (id, postmortem_id, incident_id, key, line, text, team, links, weaknesses, promised_done, created_at, recorded_at, drift, withdrawn_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '00000000-0000-4000-8000-000000000000', 'INC-1', 'k' || n, n, 'Pin image ' || n,
      'platform', '{}', '[]', false, now() - n * interval '1 minute', now(), '{}', case when n % 10 = 9 then now() end
    from generate_series(1, 500) n`);
  await db.execute(sql`insert into item_event (item_id, field, value, occurred_at, recorded_at, origin, source_key)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'state',
      case when step = 1 then 'open' when n % 5 = 0 then 'done' when n % 5 = 1 then 'cancelled' else 'in_progress' end,
      now() - interval '9 days' + step * interval '1 day', now(), 'tracker', 'e' || step
    from generate_series(1, 500) n, generate_series(1, 2) step`);
  await db.execute(sql`analyze`);

  const open = await loadOpenItems(db);
  const numbers = open.map(({ text }) => Number(text.slice('Pin image '.length)));
  const wanted = Array.from({ length: 500 }, (_, at) => 500 - at).filter((n) => n % 5 > 1 && n % 10 !== 9);
  expect(numbers).toEqual(wanted);
  expect(open[0]).toEqual({
    text: 'Pin image 498',
    incidentId: 'INC-1',
    source: 'a.md',
    issueKey: null,
    issueUrl: null,
  });
});
