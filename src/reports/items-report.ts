import type { TrackedItem } from '../actions/item-history.ts';
import { flagContext, type FlagContext } from '../flags/flag-context.ts';
import { pastOf } from '../flags/item-past.ts';
import { repeatBook } from '../incidents/repeat-book.ts';
import { spanOf } from '../metrics/span.ts';
import { itemRow, type ItemRow } from './item-row.ts';
import type { ListRequest, ReportFacts } from './report-request.ts';

/**
 * The items of the team, or of all, as they stood at the end of the week, or stand at `now`: by due date, undated ones last. Items
 * that were finished before they were recorded are listed too, as history.
 */
export function itemsReport(facts: ReportFacts, request: ListRequest): ItemRow[] {
  const { now, timeZone, policy, team, week } = request;
  const { asOf, through } = week ? spanOf(week, now, timeZone) : { asOf: now, through: now };
  const repeats = repeatBook(facts.incidents, facts.verdicts, policy.repeatWindowDays);
  const context = flagContext({ asOf, through, timeZone, policy, repeats });
  return rowsOf(
    facts.items.filter((item) => team === null || item.team === team),
    context,
  ).toSorted((a, b) => inOrder(a.due ?? '~', b.due ?? '~') || inOrder(a.id, b.id));
}

/** The rows of items that exist in the context, in their order. */
export function rowsOf(items: readonly TrackedItem[], context: FlagContext): ItemRow[] {
  return items.flatMap((item) => {
    const past = pastOf(item, context.through);
    return past ? itemRow(past, context) : [];
  });
}

function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
