import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { loadTrackedItems, type ItemFilter } from '../db/tracked-item-store.ts';
import { flagContext } from '../flags/flag-context.ts';
import { itemsWithLedgers, type ItemWithLedger } from '../reports/item-with-ledger.ts';

/** Items as they stand at `now`, each with the history of its promise. */
export async function askLedgers(
  db: Database,
  { organisation, policy }: Pick<Config, 'organisation' | 'policy'>,
  filter: ItemFilter,
  now: Date,
): Promise<ItemWithLedger[]> {
  const { book } = await knownIncidents(db, policy.repeatWindowDays);
  const context = flagContext({ asOf: now, timeZone: organisation.timeZone, policy, repeats: book });
  return itemsWithLedgers(await loadTrackedItems(db, filter), context);
}
