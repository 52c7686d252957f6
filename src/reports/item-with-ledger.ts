import { slipLedger, type SlipLedger } from '../actions/slip-ledger.ts';
import type { ItemRow } from './item-row.ts';
import { itemsReport } from './items-report.ts';
import type { ListRequest, ReportFacts } from './report-request.ts';

/** One item with the history of its promise; the shape of `GET /api/v1/action-items/:id`. */
export interface ItemWithLedger extends ItemRow {
  readonly ledger: SlipLedger;
}

/** The items of the facts as they stand at `now`, each with its ledger. */
export function itemsWithLedgers(facts: ReportFacts, request: Omit<ListRequest, 'week'>): ItemWithLedger[] {
  const ledgers = new Map(facts.items.map((item) => [item.id, slipLedger(item, request.now)]));
  return itemsReport(facts, { ...request, week: null }).flatMap((row) => {
    const ledger = ledgers.get(row.id);
    return ledger ? { ...row, ledger } : [];
  });
}
