import type { ItemAsOf } from '../actions/item-moment.ts';
import { loadDueFacts, loadRevised, loadWeekItems } from '../db/completion-store.ts';
import type { Database, Handle } from '../db/database.ts';
import {
  hasItems,
  loadItemsById,
  loadObservedIds,
  loadQuietItems,
  loadTellingItems,
  type ListQuestion,
} from '../db/item-list-store.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import { countFlags } from '../flags/count-flags.ts';
import type { FlagCounts } from '../flags/flag.ts';
import { flagContext, type FlagContext } from '../flags/flag-context.ts';
import { flagKindsAt } from '../flags/flags-of.ts';
import { dueOutcome } from '../metrics/due-outcome.ts';
import { spanOf, type Span } from '../metrics/span.ts';
import type { ItemRow } from '../reports/item-row.ts';
import {
  inOrderOfUrgency,
  isInNumber,
  isOfDuePart,
  isOfNumbers,
  timesInFlow,
  type FlaggedItem,
  type ItemSelection,
} from '../reports/item-selection.ts';
import { rowsOf } from '../reports/items-report.ts';
import type { ListRequest } from '../reports/report-request.ts';

/** A stretch of a list of items, and what is said of the whole list. */
export interface ItemList {
  readonly items: readonly ItemRow[];
  /** How many the selection holds in all: the number behind which the list is. */
  readonly total: number;
  /** How many different items these are: fewer where one is in the number more than once. */
  readonly different: number;
  /** How many there would be of each flag, in place of the selection's own. */
  readonly flags: FlagCounts;
  /** Whether anything was ever recorded. */
  readonly anyItems: boolean;
}

/** Which items, and which stretch of the list: from the first, and all of them, unless it says otherwise. */
export interface ItemsQuestion extends Pick<ListRequest, 'now' | 'timeZone' | 'policy'> {
  readonly selection: ItemSelection;
  /** Only items of these teams; all where not given. */
  readonly teams?: readonly string[] | null;
  readonly from?: number;
  readonly count?: number;
}

/**
 * The items of a selection, those with the most urgent flag first. The list behind a number of a report has as many entries as the number says: an item
 * that was done twice in a week is listed twice.
 */
export async function askItems(db: Database, question: ItemsQuestion): Promise<ItemList> {
  const { now, timeZone, policy, selection, from = 0, count = null } = question;
  const span = selection.week && spanOf(selection.week, now, timeZone);
  const { asOf, through } = span ?? { asOf: now, through: now };
  const { book, returned } = await knownIncidents(db, policy.repeatWindowDays);
  const context = flagContext({ asOf, through, timeZone, policy, repeats: book });
  const asked: ListQuestion = {
    before: through.getTime() + 1,
    selection,
    teams: question.teams ?? null,
    returned,
  };
  return snapshot(db, async (tx) => {
    const part = span && (await partOf(tx, selection, span, asked));
    const read = part ? await loadItemsById(tx, asked, [...part.keys()]) : await loadTellingItems(tx, asked);
    const timesOf = ({ item }: FlaggedItem) => part?.get(item.id) ?? 1;
    const inNumber = inOrderOfUrgency(flagged(read, selection, context));
    const found = inNumber.filter(({ kinds }) => selection.flag === null || kinds.includes(selection.flag));
    const told = found.flatMap((one) => repeated(one.item.id, timesOf(one)));
    const until = count === null ? told.length : from + count;
    const shown = told.slice(from, until);
    const quiet =
      part !== null || isOfNumbers(selection)
        ? { total: 0, ids: [] }
        : await loadQuietItems(
            tx,
            asked,
            Math.max(0, from - told.length),
            count === null ? null : count - shown.length,
          );
    const ids = [...shown, ...quiet.ids];
    const tracked = new Map((await loadTrackedItems(tx, { itemIds: ids })).map((item) => [item.id, item]));
    return {
      items: rowsOf(
        ids.flatMap((id) => tracked.get(id) ?? []),
        context,
      ),
      total: told.length + quiet.total,
      different: found.length + quiet.total,
      flags: countFlags(
        inNumber
          .filter(({ item }) => item.moment.counts)
          .flatMap((one) => one.kinds.flatMap((kind) => repeated(kind, timesOf(one)))),
      ),
      anyItems: ids.length > 0 || (await hasItems(tx)),
    };
  });
}

function repeated<T>(value: T, times: number): T[] {
  return Array.from({ length: times }, () => value);
}

function flagged(items: readonly ItemAsOf[], selection: ItemSelection, context: FlagContext): FlaggedItem[] {
  return items
    .filter((item) => isInNumber(item, selection, context))
    .map((item) => ({ item, kinds: flagKindsAt(item, context) }));
}

/** The items behind a part of the week's report, and how often each; null when the selection asks for none. */
async function partOf(
  tx: Handle,
  { team, due, flow, duration, revised }: ItemSelection,
  span: Span,
  { teams: asked, returned }: ListQuestion,
): Promise<ReadonlyMap<string, number> | null> {
  const teams = team === null ? asked : [team];
  const parts: ReadonlyMap<string, number>[] = [];
  if (due !== null) {
    const facts = await loadDueFacts(tx, span, teams);
    const those = facts.filter((fact) => isOfDuePart(dueOutcome(fact, span), due));
    parts.push(once(those.map(({ id }) => id)));
  }
  if (flow !== null) {
    const items = await loadWeekItems(tx, span, { teams, returned });
    parts.push(new Map(items.map((item) => [item.id, timesInFlow(item, flow)])));
  }
  if (duration !== null) parts.push(once(await loadObservedIds(tx, span, duration)));
  if (revised) parts.push(once(await loadRevised(tx, span, teams)));
  const [first] = parts;
  if (!first) return null;
  const times = (id: string) => Math.min(...parts.map((part) => part.get(id) ?? 0));
  return new Map([...first.keys()].map((id) => [id, times(id)] as const).filter(([, count]) => count > 0));
}

function once(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id) => [id, 1]));
}
