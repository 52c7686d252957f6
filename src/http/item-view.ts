import { askLedgers } from '../answers/ask-ledgers.ts';
import { findItem } from '../db/postmortem-store.ts';
import type { ItemWithLedger } from '../reports/item-with-ledger.ts';
import { HttpProblem } from './http-problem.ts';
import type { WebContext } from './web-context.ts';

/** One action item as it stands now, with the history of its promise. */
export async function itemView({ config, db, clock }: WebContext, id: string): Promise<ItemWithLedger> {
  const known = await findItem(db, id);
  const [item] = known ? await askLedgers(db, config, { itemIds: [known.id] }, clock()) : [];
  if (!item) throw new HttpProblem(404, 'No such item', 'No action item has this id.');
  return item;
}
