import type { CompletionReport } from '../reports/completion-report.ts';
import type { ItemRow } from '../reports/item-row.ts';
import type { RepeatsReport } from '../reports/repeats-report.ts';

/** Everything one weekly e-mail says; its reports are of the same week and team. */
export interface DigestData {
  readonly organisation: string;
  /** Public address of the service, for the links. */
  readonly baseUrl: string;
  readonly timeZone: string;
  readonly computedAt: Date;
  /** What the reader answers for, in words: `all teams`, `Payments`. */
  readonly scope: string;
  /** The same as lists of items are told it: `payments`, `payments,platform`; null for all teams. */
  readonly team: string | null;
  readonly completion: CompletionReport;
  readonly repeats: RepeatsReport;
  /** The items with these flags, the most urgent first. */
  readonly slipping: readonly ItemRow[];
  readonly overdue: readonly ItemRow[];
  readonly ownerless: readonly ItemRow[];
}
