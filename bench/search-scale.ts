import { sql } from 'drizzle-orm';
import { askSearch } from '../src/answers/ask-search.ts';
import type { Database } from '../src/db/database.ts';
import type { SearchSelection } from '../src/reports/search-hit.ts';
import { testConfig } from '../test/support/factories.ts';
import type { Figure } from './figure.ts';
import { median } from './median.ts';
import { nothingSought as nothing } from '../test/support/sample-search.ts';

/** What is looked for, and how many milliseconds its answer may take. Of 20,000 incidents and 100,000 items. */
const questions: readonly {
  readonly what: string;
  readonly limit: number;
  readonly asked: Partial<SearchSelection>;
}[] = [
  { what: 'a word that few have', limit: 100, asked: { text: '4711' } },
  { what: 'a phrase of an incident', limit: 300, asked: { text: '"part 123"' } },
  {
    what: 'two words, narrowed by service and state',
    limit: 1000,
    asked: { text: 'check release', service: 'service-7', state: 'open' },
  },
  { what: 'a word that all items have', limit: 3000, asked: { text: 'release' } },
  { what: 'a part of a text without spaces', limit: 3000, asked: { text: '障害' } },
];

export interface SearchTimes {
  readonly found: readonly number[];
  /** Looking through the same texts one by one, as a search without an index would. */
  readonly oneByOne: number;
}

/** Milliseconds to the first 25 that have it, and the number of all; the median of five. */
export async function searchTimes(db: Database): Promise<SearchTimes> {
  const config = testConfig();
  const found: number[] = [];
  for (const { asked } of questions) {
    const selection = { ...nothing, ...asked };
    found.push(await median(() => askSearch(db, config, selection, null, { from: 0, count: 25 })));
  }
  return { found, oneByOne: await median(() => lookThrough(db)) };
}

export function searchFigures(name: string, { found, oneByOne }: SearchTimes): Figure[] {
  return questions.map(({ what, limit }, at) => ({
    what: `search: ${what} (${name})`,
    value: found[at] ?? Number.NaN,
    unit: 'ms',
    limit,
    floor: oneByOne,
    beside: 'looking through all texts',
  }));
}

async function lookThrough(db: Database): Promise<void> {
  await db.execute(sql`
    select (select count(*) from action_item
        where concat_ws(' ', text, test, section, promised_owner, issue_key, incident_id) ilike '%4711%')
      + (select count(*) from incident n left join postmortem p on p.incident_id = n.id
        where concat_ws(' ', n.id, n.title, n.summary, n.root_cause, p.source) ilike '%4711%')`);
}
