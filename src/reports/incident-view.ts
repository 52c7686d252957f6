import type { IncidentRow } from './incidents-list.ts';
import type { ItemRow } from './item-row.ts';
import type { RepeatDecisionRow } from './repeat-facts.ts';

/** One incident with everything that is known of it. */
export interface IncidentView {
  readonly incident: IncidentRow;
  readonly summary: string | null;
  readonly rootCause: string | null;
  readonly postmortem: { readonly id: string; readonly title: string } | null;
  /** What it repeats, what that repeats, and so on; the latest first. */
  readonly line: readonly IncidentRow[];
  /** What repeats it directly, the earliest first. */
  readonly repeatedBy: readonly IncidentRow[];
  /** What people said of pairs that it is one of. */
  readonly decisions: readonly RepeatDecisionRow[];
  /** The action items of its postmortem as they stand. */
  readonly items: readonly ItemRow[];
}
