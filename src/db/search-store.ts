import { sql, type SQL } from 'drizzle-orm';
import type { ItemState } from '../actions/item-history.ts';
import type { SearchKind } from '../reports/search-hit.ts';
import type { SearchTerm } from '../reports/search-words.ts';
import type { Handle } from './database.ts';
import { anyWord, idsWith, type SearchPlace } from './search-terms.ts';

/** What is looked for; null does not narrow. */
export interface SearchQuestion {
  readonly terms: readonly SearchTerm[];
  readonly kind: SearchKind | null;
  readonly service: string | null;
  readonly severity: string | null;
  readonly cause: string | null;
  /** When the incident began: not before, and before. */
  readonly from: Date | null;
  readonly before: Date | null;
  readonly state: ItemState | null;
  readonly teams: TeamsAsked | null;
}

/** Teams, and what says which incidents are theirs. */
export interface TeamsAsked {
  readonly ids: readonly string[];
  readonly services: readonly string[];
  /** The services of all other teams, when the default team is among those asked for: it has what nobody would claim. */
  readonly servicesOfOthers: readonly string[] | null;
}

export interface SearchFinds {
  readonly counts: Readonly<Record<SearchKind, number>>;
  /** A stretch of what was found, the best first. Postmortems and incidents by the incident's id. */
  readonly page: readonly { readonly kind: SearchKind; readonly id: string }[];
}

/** Columns `words` and the function `search_words` are made by the migration of the search; Postgres keeps them. */
const stories: SearchPlace = {
  all: sql`select id from incident`,
  withWords: (query) => sql`
    select id from incident where words @@ ${query}
    union select incident_id from postmortem where words @@ ${query}`,
  withPart: (pattern) => sql`
    select n.id from incident n left join postmortem p on p.incident_id = n.id
    where concat_ws(' ', n.id, n.title, n.summary, n.root_cause, array_to_string(n.services, ' '), array_to_string(n.causes, ' '),
      p.source, array_to_string(p.authors, ' ')) ilike ${pattern}`,
};

const items: SearchPlace = {
  all: sql`select id from action_item`,
  withWords: (query) => sql`
    select id from action_item where words @@ ${query}
    union select item_id from item_moment where to_at is null and search_words(assignee, 1000) @@ ${query}`,
  withPart: (pattern) => sql`
    select id from action_item
    where concat_ws(' ', text, test, section, promised_owner, issue_key, incident_id) ilike ${pattern}
    union select item_id from item_moment where to_at is null and assignee ilike ${pattern}`,
};

/** What has all of the words, the best first: where the title has them, where they are many; then the latest incident. */
export async function findEntries(
  db: Handle,
  question: SearchQuestion,
  from: number,
  count: number,
): Promise<SearchFinds> {
  const { terms, kind } = question;
  const query = anyWord(terms);
  const rank = (words: SQL) => (query === null ? sql`0` : sql`coalesce(ts_rank(${words}, ${query}), 0)`);
  const [found] = await db.execute<{
    counts: Partial<Record<SearchKind, number>> | null;
    page: SearchFinds['page'] | null;
  }>(sql`
    with hit as materialized (
      select case when p.id is null then 'incident' else 'postmortem' end as kind, n.id,
        ${rank(sql`n.words`)} + ${rank(sql`p.words`)} as rank, coalesce(n.started_at, n.recorded_at) as at
      from incident n left join postmortem p on p.incident_id = n.id
      where ${every([among(sql`n.id`, idsWith(stories, terms)), ...ofIncident(question), ofStory(question)])}
      union all
      select 'item', i.id::text, ${rank(sql`i.words`)}, coalesce(n.started_at, n.recorded_at)
      from action_item i join incident n on n.id = i.incident_id
      where ${every([among(sql`i.id`, idsWith(items, terms)), ...ofIncident(question), ofItem(question)])}
    )
    select
      (select json_object_agg(kind, n) from (select kind, count(*) as n from hit group by kind) counted) as counts,
      (select json_agg(json_build_object('kind', kind, 'id', id)) from (
        select kind, id from hit ${kind === null ? sql`` : sql`where kind = ${kind}`}
        order by rank desc, at desc, id limit ${count} offset ${from}) stretch) as page`);
  return {
    counts: { postmortem: 0, incident: 0, item: 0, ...found?.counts },
    page: found?.page ?? [],
  };
}

function among(id: SQL, ids: SQL | null): SQL | null {
  return ids && sql`${id} in (${ids})`;
}

function ofIncident({ service, severity, cause, from, before }: SearchQuestion): (SQL | null)[] {
  const began = sql`coalesce(n.started_at, n.recorded_at)`;
  return [
    service === null ? null : sql`${stored(service)} = any(n.services)`,
    severity === null ? null : sql`n.severity = ${stored(severity)}`,
    cause === null ? null : sql`${stored(cause)} = any(n.causes)`,
    from && sql`${began} >= ${from.toISOString()}::timestamptz`,
    before && sql`${began} < ${before.toISOString()}::timestamptz`,
  ];
}

/** An incident is a team's by its services or by an item of its own, as in the reports. */
function ofStory({ state, teams }: SearchQuestion): SQL | null {
  if (state !== null) return sql`false`;
  if (teams === null) return null;
  const { ids, services, servicesOfOthers } = teams;
  const claimed = sql`n.services && ${textArray(services)}
    or exists (select from action_item c where c.incident_id = n.id and c.team = any(${textArray(ids)}))`;
  if (servicesOfOthers === null) return sql`(${claimed})`;
  return sql`(${claimed} or not (n.services && ${textArray(servicesOfOthers)}
    or exists (select from action_item c where c.incident_id = n.id)))`;
}

function ofItem({ state, teams }: SearchQuestion): SQL | null {
  const conditions = [
    teams && sql`i.team = any(${textArray(teams.ids)})`,
    state === null
      ? null
      : sql`exists (select from item_moment m where m.item_id = i.id and m.to_at is null and m.state = ${state})`,
  ];
  return every(conditions);
}

function every(conditions: readonly (SQL | null)[]): SQL {
  const said = conditions.filter((condition) => condition !== null);
  return said.length === 0 ? sql`true` : sql.join(said, sql` and `);
}

function textArray(texts: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(texts)}::json))`;
}

/** Postgres has no text with a NUL in it, so nothing is one that has. */
function stored(text: string): string | null {
  return text.includes('\0') ? null : text.toWellFormed();
}
