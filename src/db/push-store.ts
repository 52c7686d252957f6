import { and, asc, desc, eq, gte, isNotNull, lte, sql } from 'drizzle-orm';
import { daysBetween } from '../lib/calendar.ts';
import type { Push } from '../metrics/slip-weeks.ts';
import type { Handle } from './database.ts';
import { actionItem, incident, itemEvent, itemMoment } from './schema.ts';

/** The pushes of counting items from one instant through another, in order of time, with who made each. */
export async function loadPushes(db: Handle, from: Date, through: Date): Promise<Push[]> {
  const made = db
    .select({ by: itemEvent.by, origin: itemEvent.origin })
    .from(itemEvent)
    .where(
      and(
        eq(itemEvent.itemId, itemMoment.itemId),
        eq(itemEvent.occurredAt, itemMoment.from),
        eq(itemEvent.field, 'due'),
        sql`${itemEvent.value} = ${itemMoment.due}::text`,
      ),
    )
    .orderBy(desc(itemEvent.id))
    .limit(1)
    .as('made');
  const rows = await db
    .select({
      id: actionItem.id,
      key: actionItem.issueKey,
      text: actionItem.text,
      team: actionItem.team,
      services: incident.services,
      at: itemMoment.from,
      by: made.by,
      origin: made.origin,
      from: itemMoment.pushedFrom,
      to: itemMoment.due,
    })
    .from(itemMoment)
    .innerJoin(actionItem, eq(actionItem.id, itemMoment.itemId))
    .innerJoin(incident, eq(incident.id, actionItem.incidentId))
    .innerJoinLateral(made, sql`true`)
    .where(
      and(
        isNotNull(itemMoment.pushedFrom),
        itemMoment.counts,
        gte(itemMoment.from, from),
        lte(itemMoment.from, through),
      ),
    )
    .orderBy(asc(itemMoment.from), asc(actionItem.id), asc(itemMoment.ordinal));
  return rows.flatMap(({ from: before, to, ...row }) =>
    before === null || to === null ? [] : { ...row, from: before, to, days: daysBetween(before, to) },
  );
}
