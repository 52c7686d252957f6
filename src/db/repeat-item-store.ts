import { sql, type SQL } from 'drizzle-orm';
import type { TestedItem } from '../flags/verification.ts';
import type { Claims } from '../incidents/of-teams.ts';
import type { OpenStretch } from '../metrics/open-items.ts';
import type { RepeatQuestion } from '../reports/repeat-facts.ts';
import type { Handle } from './database.ts';
import { actionItem, itemMoment } from './schema.ts';
import { milliseconds } from './sql-instants.ts';
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

/** What became of the items of incidents. */
export interface ItemEnds {
  /** When the last item was done or cancelled, of each incident with something done and nothing unfinished. */
  readonly finishes: ReadonlyMap<string, Date>;
  /** The done items that name a test, of the teams asked about. */
  readonly tested: readonly TestedItem[];
}

/** How the items of all incidents stood at the instant, read in one go; with a test those of the teams, or of all. */
export async function loadItemEnds(
  db: Handle,
  through: Date,
  teams: readonly string[] | null,
): Promise<ItemEnds> {
  const ofTeams =
    teams === null
      ? sql``
      : sql`and i.team in (select json_array_elements_text(${JSON.stringify(teams)}::json))`;
  const isOver = sql`not bool_or(m.is_owed) and bool_or(m.state = 'done')`;
  const isTested = sql`m.state = 'done' and btrim(i.test) <> '' ${ofTeams}`;
  const rows = await db.execute<{ incident: string; finish: number | null; tested: TestedRow[] | null }>(sql`
    select i.incident_id as incident,
      case when ${isOver} then ${milliseconds(sql`max(m.state_since)`)} end as finish,
      json_agg(json_build_array(i.test, ${milliseconds(sql`m.state_since`)}, m.verdict)) filter (where ${isTested}) as tested
    from ${itemMoment} m join ${actionItem} i on i.id = m.item_id
    where m.counts and ${holdsAt(through)}
    group by i.incident_id
    having (${isOver}) or bool_or(${isTested})`);
  return {
    finishes: new Map(
      rows.flatMap(({ incident, finish }) =>
        finish === null ? [] : [[incident, new Date(finish)] as const],
      ),
    ),
    tested: rows.flatMap(({ tested }) => (tested ?? []).map(testedItem)),
  };
}

type TestedRow = readonly [test: string, since: number, verdict: TestedItem['moment']['verdict']];

function testedItem([test, since, verdict]: TestedRow): TestedItem {
  return { test, moment: { state: 'done', stateSince: new Date(since), verdict, wasEverOwed: true } };
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
