import { slipLedger, type SlipLedger } from '../actions/slip-ledger.ts';
import type { TrackedItem } from '../actions/item-history.ts';
import type { FlagContext } from '../flags/flag-context.ts';
import type { ItemRow } from './item-row.ts';
import { rowsOf } from './items-report.ts';

/** One item with the history of its promise; the shape of `GET /api/v1/action-items/:id`. */
export interface ItemWithLedger extends ItemRow {
  readonly ledger: SlipLedger;
}

/** The items as they stand in the context, each with its ledger. */
export function itemsWithLedgers(items: readonly TrackedItem[], context: FlagContext): ItemWithLedger[] {
  const ledgers = new Map(items.map((item) => [item.id, slipLedger(item, context.through)]));
  return rowsOf(items, context).flatMap((row) => {
    const ledger = ledgers.get(row.id);
    return ledger ? { ...row, ledger } : [];
  });
}
