import type { Day } from '../lib/calendar.ts';
import type { ItemRow } from './item-row.ts';

/** What the action-review meeting has to decide, in order; the shape of `agenda --json`. Each item is there once. */
export interface Agenda {
  readonly date: Day;
  readonly team: string | null;
  readonly sections: readonly AgendaSection[];
}

export interface AgendaSection {
  readonly title: string;
  readonly items: readonly AgendaItem[];
}

export interface AgendaItem extends ItemRow {
  /** Why it is on the agenda: the evidence of its most urgent flag, or the repeat it would have prevented. */
  readonly why: string;
  readonly lastDecision: LastDecision | null;
}

/** What the meeting last said of the item. */
export interface LastDecision {
  readonly kind: string;
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string | null;
}
