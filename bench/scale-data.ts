import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/database.ts';
import { fillMoments } from '../src/db/item-moment-store.ts';

/** How much history a database is filled with. */
export interface Scale {
  readonly incidents: number;
  readonly items: number;
}

/** The end of the history; the two years before it are filled. */
export const scaleNow = new Date('2026-11-18T12:00:00Z');
export const scaleTeams = Array.from({ length: 20 }, (_, index) => `team-${index}`);

/** Items whose events are made in one statement: no statement may take longer than a minute, also on a busy machine. */
const atOnce = 10_000;

/**
 * Two years of a large organisation, the same every time: one incident of twenty comes back every four weeks; items have ten events each, nine of ten are
 * finished, one of three was pushed, a few were reopened or dropped; all was learnt at once but for one item in fifty.
 */
export async function fillWithHistory(db: Database, { incidents, items }: Scale): Promise<void> {
  const perIncident = Math.round(items / incidents);
  const start = sql`timestamptz '2026-11-18 12:00+00' - interval '730 days'`;
  await db.execute(sql`
    insert into incident (id, title, severity, services, causes, started_at, ended_at, recorded_at, customer_visible, summary)
    select 'INC-' || n, 'Incident ' || n || ' of ' || (n % 100), (array['SEV1','SEV2','SEV3','SEV4'])[1 + n % 4],
      array['service-' || n % 100],
      array[case when n % 20 = 0 then 'cause-' || n % 700 else 'cause-of-' || n end],
      started, started + interval '2 hours', started + interval '3 days', n % 3 = 0,
      'Something broke in part ' || n % 977 || ' and was mended after ' || n % 50 || ' minutes'
    from generate_series(0, ${incidents - 1}::int) n,
      lateral (select ${start} + n * interval '730 days' / ${incidents} as started) s`);
  await db.execute(sql`
    insert into postmortem (id, incident_id, incident_declared, source, part, title, fingerprint, authors, published_at, problems, recorded_at, edited_at)
    select md5('pm' || id)::uuid, id, true, 'docs/' || id || '.md', 0, title, '', '{}', ended_at + interval '2 days', '[]', recorded_at, recorded_at
    from incident`);
  await db.execute(sql`
    insert into action_item (id, postmortem_id, incident_id, key, line, text, category, team, links, weaknesses, promised_priority, promised_done,
      created_at, recorded_at, tracker_id, tracker_kind, issue_id, issue_key, issue_url, linked_at, adopted, drift, test)
    select md5('item' || n)::uuid, md5('pm' || incident.id)::uuid, incident.id, 'key-' || n, n % ${perIncident}, 'Add a check number ' || n || ' to the release',
      (array['prevent','detect','mitigate','process','investigate'])[1 + n % 5], 'team-' || n % 20, '{}', '[]',
      (array['urgent','high','medium','low'])[1 + n % 4], false, recorded_at, recorded_at, 'linear-main', 'linear', 'issue-' || n, 'PAY-' || n,
      'https://linear.example/PAY-' || n, recorded_at + interval '1 minute', false, '{}', case when n % 20 = 0 then 'the check fails on a bad release' end
    from generate_series(0, ${items - 1}::int) n join incident on incident.id = 'INC-' || n / ${perIncident}`);
  for (let from = 0; from < items; from += atOnce) {
    await db.execute(sql`
    insert into item_event (item_id, field, value, occurred_at, recorded_at, "by", origin, source_key)
    select item.id, event.field, event.value, event.at,
      event.at + case when event.place = 5 and n % 50 = 0 then interval '20 days' else interval '5 minutes' end,
      'Person ' || n % 300, case when event.place < 4 then 'document' else 'tracker' end, event.place::text
    from generate_series(${from}::int, ${Math.min(items, from + atOnce) - 1}::int) n join action_item item on item.key = 'key-' || n,
      lateral (select item.created_at::date + 14 + n % 30 as due, item.created_at + (2 + n * 13 % 60) * interval '1 day' as finish, n % 10 = 0 as stays) plan,
      lateral (values
        (0, 'state', 'open', item.created_at),
        (1, 'due', plan.due::text, item.created_at),
        (2, 'assignee', 'Person ' || n % 300, item.created_at),
        (3, 'priority', (array['urgent','high','medium','low'])[1 + n % 4], item.created_at),
        (4, 'assignee', case when n % 40 = 0 then null else 'Person ' || (n + 1) % 300 end, item.created_at + interval '1 day'),
        (5, 'due', case when n % 3 = 0 then (plan.due + 14)::text else plan.due::text end, item.created_at + interval '2 days'),
        (6, 'state', 'in_progress', plan.finish - interval '1 day'),
        (7, 'activity', null, plan.finish - interval '12 hours'),
        (8, 'state', case when plan.stays then 'open' when n % 17 = 0 then 'cancelled' else 'done' end, plan.finish),
        (10, case when n % 17 = 0 and n % 5 > 0 then 'reason' else 'activity' end, case when n % 17 = 0 then 'service is retired' end, plan.finish),
        (9, case when n % 29 = 0 then 'state' else 'activity' end, case when n % 29 = 0 then 'open' end, plan.finish + interval '3 days')
      ) event (place, field, value, at)
    where event.at < timestamptz '2026-11-18 12:00+00'`);
  }
  await fillMoments(db);
  // As the database does by itself before long.
  await db.execute(sql`vacuum analyze`);
}
