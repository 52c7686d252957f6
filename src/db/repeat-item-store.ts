import { sql, type SQL } from 'drizzle-orm';
import type { TestedItem } from '../flags/verification.ts';
import type { Claims } from '../incidents/of-teams.ts';
import type { OpenStretch } from '../metrics/open-items.ts';
import type { RepeatQuestion } from '../reports/repeat-facts.ts';
import type { Handle } from './database.ts';
import { actionItem, itemMoment } from './schema.ts';
import { tellingMoment } from './telling-moment.ts';

/** The moment that holds at an instant, changes at that very instant included. */
function holdsAt(through: Date): SQL {
  const at = through.toISOString();
  return sql`m.from_at <= ${at} and (m.to_at is null or m.to_at > ${at})`;
}

/** Which teams have items of which incidents. */
export async function loadClaims(db: Handle): Promise<Claims> {
  const rows = await db.execute<{ team: string; incident: string }>(
    sql`select distinct incident_id as incident, team from ${actionItem}`,
  );
  const claims = new Map<string, string[]>();
  for (const { incident, team } of rows) claims.set(incident, [...(claims.get(incident) ?? []), team]);
  return claims;
}

/** When the last item was done or cancelled, of each incident with something done and nothing unfinished at the instant. */
export async function loadFinishes(db: Handle, through: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.execute<{ incident: string; finish: number }>(sql`
    select i.incident_id as incident, (extract(epoch from max(m.state_since)) * 1000)::float8 as finish
    from ${itemMoment} m join ${actionItem} i on i.id = m.item_id
    where m.counts and ${holdsAt(through)}
    group by i.incident_id
    having not bool_or(m.is_owed) and bool_or(m.state = 'done')`);
  return new Map(rows.map(({ incident, finish }) => [incident, new Date(finish)]));
}

/** While which items of the incidents were unfinished in the time asked about. That they tell something says no more, and lets the index be used. */
export async function loadOpenStretches(
  db: Handle,
  { from, through }: RepeatQuestion,
  incidents: ReadonlySet<string>,
): Promise<readonly OpenStretch[]> {
  if (incidents.size === 0) return [];
  return db
    .select({
      itemId: actionItem.id,
      incidentId: actionItem.incidentId,
      key: actionItem.issueKey,
      text: actionItem.text,
      createdAt: actionItem.createdAt,
      due: itemMoment.due,
      from: itemMoment.from,
      to: itemMoment.to,
    })
    .from(itemMoment)
    .innerJoin(actionItem, sql`${actionItem.id} = ${itemMoment.itemId}`)
    .where(
      sql`${itemMoment.isOwed} and ${itemMoment.counts} and ${itemMoment.from} <= ${through.toISOString()}
        and (${itemMoment.to} is null or ${itemMoment.to} > ${from.toISOString()}) and (${sql.raw(tellingMoment)})
        and ${actionItem.incidentId} in (
          select value from json_array_elements_text(${JSON.stringify([...incidents])}::json) as asked (value)
        )`,
    )
    .orderBy(actionItem.createdAt, actionItem.id, itemMoment.ordinal);
}

/** The items done at the instant that name a test, of the teams or of all. */
export async function loadTestedItems(
  db: Handle,
  through: Date,
  teams: readonly string[] | null,
): Promise<readonly TestedItem[]> {
  const ofTeams =
    teams === null
      ? sql``
      : sql`and i.team in (select json_array_elements_text(${JSON.stringify(teams)}::json))`;
  const rows = await db.execute<{
    test: string;
    since: number;
    verdict: TestedItem['moment']['verdict'];
  }>(sql`
    select i.test, (extract(epoch from m.state_since) * 1000)::float8 as since, m.verdict
    from ${actionItem} i join ${itemMoment} m on m.item_id = i.id
    where btrim(i.test) <> '' and m.state = 'done' and m.counts and ${holdsAt(through)} ${ofTeams}`);
  return rows.map(({ test, since, verdict }) => ({
    test,
    moment: { state: 'done', stateSince: new Date(since), verdict, wasEverOwed: true },
  }));
}
