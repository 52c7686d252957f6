import type { FlagMeasure, FlaggedWhenDone } from '../db/flag-conditions.ts';
import { loadDoneItems, type DoneItem, type DoneQuestion } from '../db/done-item-store.ts';
import type { Handle } from '../db/database.ts';
import type { FlagContext } from '../flags/flag-context.ts';
import { judgeDone } from '../flags/judge-done.ts';
import { addDays } from '../lib/calendar.ts';

/** What the database needs to see flags: what they are judged by, and those that it cannot judge. */
export interface Judging {
  readonly measure: FlagMeasure;
  readonly done: FlaggedWhenDone;
  /** Finished items that name a test, or are of an incident that came back. */
  readonly doneItems: readonly DoneItem[];
}

/** Judges what was done, and measures the rest. */
export async function judging(db: Handle, question: DoneQuestion, context: FlagContext): Promise<Judging> {
  const { asOf, through, today, policy } = context;
  const doneItems = await loadDoneItems(db, question);
  return {
    measure: { asOf, through, today, soon: addDays(today, policy.atRiskDays), policy },
    done: judgeDone(doneItems, context),
    doneItems,
  };
}
