import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { isTeamOfItems } from '../db/item-list-store.ts';

/**
 * The teams that a list of items is asked for: ids with commas between them. A team that the configuration no longer names is still known by its items;
 * answers with the first that nobody knows.
 */
export async function teamsOfItems(
  { config, db }: { readonly config: Pick<Config, 'teams'>; readonly db: Database },
  ids: string | null,
): Promise<{ readonly teams: readonly string[] | null } | { readonly unknown: string }> {
  const teams = ids === null ? null : ids.split(',');
  for (const id of teams ?? []) {
    const isKnown = config.teams.some((team) => team.id === id) || (await isTeamOfItems(db, id));
    if (!isKnown) return { unknown: id };
  }
  return { teams };
}
