import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { loadFoundItems, loadStories } from '../db/search-entry-store.ts';
import { findEntries, type TeamsAsked } from '../db/search-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { endOfDay, startOfDay } from '../lib/calendar.ts';
import { searchHit, type SearchAnswer, type SearchSelection } from '../reports/search-hit.ts';
import { readSearchWords } from '../reports/search-words.ts';

/** What has the words, narrowed. Without words everything, the latest incident first. Any text is understood; `teams` are those of the selection. */
export async function askSearch(
  db: Database,
  config: Pick<Config, 'teams' | 'defaultTeam' | 'organisation'>,
  selection: SearchSelection,
  teams: readonly string[] | null,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<SearchAnswer> {
  const { timeZone } = config.organisation;
  const { terms, isCut } = readSearchWords(selection.text ?? '');
  return snapshot(db, async (tx) => {
    const { counts, page } = await findEntries(
      tx,
      {
        ...selection,
        terms,
        from: selection.from === null ? null : startOfDay(selection.from, timeZone),
        before: selection.to === null ? null : endOfDay(selection.to, timeZone),
        teams: teams && teamsAsked(config, teams),
      },
      from,
      count,
    );
    const idsOf = (isItem: boolean) =>
      page.filter(({ kind }) => (kind === 'item') === isItem).map(({ id }) => id);
    const stories = await loadStories(tx, idsOf(false));
    const items = await loadFoundItems(tx, idsOf(true));
    const entries = page.flatMap(({ kind, id }) => (kind === 'item' ? items : stories).get(id) ?? []);
    return {
      hits: entries.map((entry) => searchHit(entry, terms)),
      counts,
      total:
        selection.kind === null ? counts.postmortem + counts.incident + counts.item : counts[selection.kind],
      isCut,
    };
  });
}

function teamsAsked(
  { teams, defaultTeam }: Pick<Config, 'teams' | 'defaultTeam'>,
  ids: readonly string[],
): TeamsAsked {
  const servicesOf = (isAsked: boolean) =>
    teams.filter(({ id }) => ids.includes(id) === isAsked).flatMap(({ services }) => services);
  return {
    ids,
    services: servicesOf(true),
    servicesOfOthers: ids.includes(defaultTeam) ? servicesOf(false) : null,
  };
}
