import { asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { SuggestedRepeat } from '../incidents/likeness.ts';
import type { RepeatQuestion, RepeatSuggestion } from '../reports/repeat-facts.ts';
import type { Handle } from './database.ts';
import { incidentReading, incidentState, repeatSuggestion } from './incident-schema.ts';
import { incident, pairVerdict } from './schema.ts';

const earlier = alias(incident, 'earlier');

/** An incident that waits to be compared, with its words as full-text search has them. */
export interface WaitingIncident {
  readonly id: string;
  readonly fingerprint: string;
  readonly words: readonly string[];
}

/** What to look for among the words of all other incidents: any of these. */
export interface WordQuery {
  readonly id: string;
  readonly words: readonly string[];
}

/**
 * Reads the words of incidents that are new or were edited, the latest to start first and `most` at once. What an edited one was said to be like is
 * forgotten, and those it was like will be compared again.
 */
export async function readIncidentWords(db: Handle, most: number): Promise<void> {
  const read = await db.execute<{ id: string }>(sql`
    with text as (
      select id, started_at, left(concat_ws(' ', root_cause, summary), 4000) as more,
        concat_ws(' ', title, array_to_string(services, ' '), array_to_string(causes, ' ')) as subject
      from ${incident}
    ), marked as (
      select *, md5(concat_ws(chr(10), coalesce(extract(epoch from started_at)::text, ''), subject, more)) as mark from text
    )
    insert into ${incidentReading} (incident_id, fingerprint, words, started_at, is_compared)
    select id, mark,
      setweight(to_tsvector('english', subject), 'A') || setweight(to_tsvector('english', more), 'D'),
      started_at, started_at is null
    from marked
    where not exists (select from ${incidentReading} r where r.incident_id = id and r.fingerprint = mark)
    order by started_at desc nulls last
    limit ${most}
    on conflict (incident_id) do update set fingerprint = excluded.fingerprint, words = excluded.words,
      started_at = excluded.started_at, is_compared = excluded.is_compared
    returning incident_id as id`);
  if (read.length === 0) return;
  await db.execute(sql`
    with edited as (
      select id from json_array_elements_text(${JSON.stringify(read.map(({ id }) => id))}::json) as id
    ), gone as (
      delete from ${repeatSuggestion}
      where incident_id in (select id from edited) or repeats_id in (select id from edited)
      returning incident_id, repeats_id
    )
    update ${incidentReading} set is_compared = false
    where is_compared and incident_id in (select incident_id from gone union select repeats_id from gone)`);
}

/** The next incidents to compare, the latest to start first. */
export async function listWaitingIncidents(db: Handle, most: number): Promise<readonly WaitingIncident[]> {
  return db.execute<{ id: string; fingerprint: string; words: string[] }>(sql`
    select incident_id as id, fingerprint, to_json(tsvector_to_array(words)) as words
    from ${incidentReading} where not is_compared
    order by started_at desc, incident_id limit ${most}`);
}

const sampled = 2000;

/** Roughly how many incidents have each of the commoner words; a word that is not named is in few. */
export async function countCommonWords(db: Handle): Promise<ReadonlyMap<string, number>> {
  const [counted] = await db.execute<{ all: number }>(
    sql`select count(*)::int as all from ${incidentReading}`,
  );
  const share = Math.max(1, (counted?.all ?? 0) / sampled);
  const rows = await db.execute<{ word: string; count: number }>(sql`
    select word, ndoc as count from ts_stat(${`select words from incident_reading limit ${sampled}`})
    where ndoc > 10`);
  return new Map(rows.map(({ word, count }) => [word, count * share]));
}

/** For each query the incidents that have most of its words, its own left out. */
export async function findSimilarIncidents(
  db: Handle,
  queries: readonly WordQuery[],
  most: number,
): Promise<readonly { readonly id: string; readonly other: string }[]> {
  const asked = queries
    .filter(({ words }) => words.length > 0)
    .map(({ id, words }) => ({ id, query: words.map(quoted).join(' | ') }));
  if (asked.length === 0) return [];
  return db.execute<{ id: string; other: string }>(sql`
    select asked.id, found.other
    from json_to_recordset(${JSON.stringify(asked)}::json) as asked (id text, query text),
    lateral (
      select r.incident_id as other from ${incidentReading} r
      where r.words @@ asked.query::tsquery and r.incident_id <> asked.id and r.started_at is not null
      order by ts_rank(r.words, asked.query::tsquery) desc, r.incident_id
      limit ${most}
    ) as found`);
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Keeps what was found of the incidents, unless one of them was edited or forgotten meanwhile. */
export async function keepSuggestions(
  db: Handle,
  of: readonly WaitingIncident[],
  pairs: readonly SuggestedRepeat[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into ${repeatSuggestion} (incident_id, repeats_id, similarity, because)
      select distinct on (p.incident, p.repeats)
        p.incident, p.repeats, p.similarity, array(select json_array_elements_text(p.because))
      from json_to_recordset(${JSON.stringify(pairs)}::json)
        as p (incident text, repeats text, similarity real, because json)
      join ${incident} later on later.id = p.incident
      join ${incident} earlier on earlier.id = p.repeats
      on conflict (incident_id, repeats_id)
        do update set similarity = excluded.similarity, because = excluded.because`);
    await tx.execute(sql`
      update ${incidentReading} r set is_compared = true
      from json_to_recordset(${JSON.stringify(of)}::json) as done (id text, fingerprint text)
      where r.incident_id = done.id and r.fingerprint = done.fingerprint`);
  });
}

/** Notes that every incident of this state was compared. */
export async function markCompared(db: Handle, state: string): Promise<void> {
  await db.update(incidentState).set({ compared: state });
}

/** The pairs suggested for incidents that started between the instants, both included, and that nobody rejected; the most alike first. */
export async function loadSuggestions(
  db: Handle,
  { from, through }: RepeatQuestion,
): Promise<readonly RepeatSuggestion[]> {
  return db
    .select({
      incident: repeatSuggestion.incidentId,
      repeats: repeatSuggestion.repeatsId,
      similarity: repeatSuggestion.similarity,
      because: repeatSuggestion.because,
      title: incident.title,
      repeatsTitle: earlier.title,
    })
    .from(repeatSuggestion)
    .innerJoin(incident, eq(incident.id, repeatSuggestion.incidentId))
    .innerJoin(earlier, eq(earlier.id, repeatSuggestion.repeatsId))
    .where(
      sql`${incident.startedAt} between ${from.toISOString()} and ${through.toISOString()}
        and not exists (
          select from ${pairVerdict}
          where ${pairVerdict.incidentId} = ${repeatSuggestion.incidentId}
            and ${pairVerdict.repeatsId} = ${repeatSuggestion.repeatsId} and ${pairVerdict.verdict} = 'rejected'
        )`,
    )
    .orderBy(
      desc(repeatSuggestion.similarity),
      asc(repeatSuggestion.incidentId),
      asc(repeatSuggestion.repeatsId),
    );
}
