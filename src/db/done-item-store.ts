import { sql } from 'drizzle-orm';
import type { ItemVerdict } from '../actions/item-moment.ts';
import type { Handle } from './database.ts';
import { itemOf, momentOf, ofTeams } from './items-as-of.ts';
import { instantAt, instantOrNull, milliseconds } from './sql-instants.ts';
import { texts } from './sql-lists.ts';

/** A finished item whose fix somebody should look at, or that may not have held. */
export interface DoneItem {
  readonly id: string;
  readonly incidentId: string;
  readonly test: string | null;
  readonly moment: {
    readonly counts: boolean;
    readonly state: 'done';
    readonly stateSince: Date;
    readonly verdict: ItemVerdict | null;
    readonly verdictAt: Date | null;
    readonly wasEverOwed: true;
  };
}

/** Whose items, just before an instant in milliseconds. */
export interface DoneQuestion {
  readonly before: number;
  /** Only items of these teams; null for all. */
  readonly teams: readonly string[] | null;
  /** Incidents that something repeats: what is done for them may have regressed. */
  readonly returned: readonly string[];
}

/** Items that are done, and name a test, are of an incident that something repeats, or of which a person said that the fix did not hold. */
export async function loadDoneItems(
  db: Handle,
  { before, teams, returned }: DoneQuestion,
): Promise<DoneItem[]> {
  type Row = [
    string,
    string,
    string | null,
    boolean,
    number,
    DoneItem['moment']['verdict'],
    verdictAt: number | null,
  ];
  const [row] = await db.execute<{ items: Row[] | null }>(sql`
    with candidate as (
      select m.id from action_item m where test is not null and ${ofTeams(teams)}
      union
      select m.id from action_item m where incident_id = any(${texts(returned)}) and ${ofTeams(teams)}
      union
      select item_id from item_moment where verdict = 'not-held')
    select json_agg(json_build_array(i.id, i.incident_id, i.test, m.counts, ${milliseconds(sql`m.state_since`)},
      m.verdict, ${milliseconds(sql`m.verdict_at`)})) as items
    from candidate ${momentOf(sql`candidate.id`, before)} ${itemOf(sql`candidate.id`)}
    where ${ofTeams(teams)} and m.state = 'done' and m.was_ever_owed`);
  return (row?.items ?? []).map(([id, incidentId, test, counts, since, verdict, verdictAt]) => ({
    id,
    incidentId,
    test,
    moment: {
      counts,
      state: 'done',
      stateSince: instantAt(since),
      verdict,
      verdictAt: instantOrNull(verdictAt),
      wasEverOwed: true,
    },
  }));
}
