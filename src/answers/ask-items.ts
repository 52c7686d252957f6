import { loadDueFacts, loadRevised } from '../db/completion-store.ts';
import type { Database, Handle } from '../db/database.ts';
import type { DoneItem } from '../db/done-item-store.ts';
import {
  hasItems,
  loadFlowItems,
  loadListed,
  loadListedById,
  loadObservedIds,
  loadQuietItems,
  type ListQuestion,
} from '../db/item-list-store.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import { countFlags } from '../flags/count-flags.ts';
import type { FlagCounts } from '../flags/flag.ts';
import { flagContext, type FlagContext } from '../flags/flag-context.ts';
import { verificationOf, type Standing } from '../flags/verification.ts';
import { dueOutcome } from '../metrics/due-outcome.ts';
import { spanOf, type Span } from '../metrics/span.ts';
import type { ItemRow } from '../reports/item-row.ts';
import {
  inOrderOfUrgency,
  isInNumber,
  isOfDuePart,
  isOfNumbers,
  timesInFlow,
  type ItemSelection,
  type ListedItem,
} from '../reports/item-selection.ts';
import { rowsOf } from '../reports/items-report.ts';
import type { ListRequest } from '../reports/report-request.ts';
import { judging } from './judging.ts';

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
  const before = through.getTime() + 1;
  const teams = teamsOf(question);
  return snapshot(db, async (tx) => {
    const { measure, done, doneItems } = await judging(tx, { before, teams, returned }, context);
    const asked: ListQuestion = { before, selection, teams, measure, done };
    const part = await partOf(tx, asked, span, () => standingsOf(doneItems, context));
    const read = part ? await loadListedById(tx, asked, [...part.keys()]) : await loadListed(tx, asked);
    const timesOf = ({ id }: ListedItem) => part?.get(id) ?? 1;
    const inNumber = inOrderOfUrgency(read.filter((item) => isInNumber(item, selection)));
    const found = inNumber.filter(({ kinds }) => selection.flag === null || kinds.includes(selection.flag));
    const told = found.flatMap((item) => repeated(item.id, timesOf(item)));
    const until = count === null ? told.length : from + count;
    const shown = told.slice(from, until);
    const quiet =
      part !== null || isOfNumbers(selection)
        ? { total: 0, ids: [] }
        : await loadQuietItems(
            tx,
            asked,
            read.length,
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
          .filter(({ counts }) => counts)
          .flatMap((item) => item.kinds.flatMap((kind) => repeated(kind, timesOf(item)))),
      ),
      anyItems: ids.length > 0 || (await hasItems(tx)),
    };
  });
}

/** The teams of the question that its selection leaves. */
function teamsOf({ selection: { team }, teams = null }: ItemsQuestion): readonly string[] | null {
  return team === null ? teams : (teams ?? [team]).filter((id) => id === team);
}

function repeated<T>(value: T, times: number): T[] {
  return Array.from({ length: times }, () => value);
}

/** How each finished item that counts and names a test stands. */
function standingsOf(items: readonly DoneItem[], context: FlagContext): ReadonlyMap<string, Standing> {
  return new Map(
    items.flatMap((item) => {
      const verification = item.moment.counts ? verificationOf(item, context) : null;
      return verification ? [[item.id, verification.standing] as const] : [];
    }),
  );
}

/** The items behind a part of the week's report, and how often each; null when the selection asks for none. */
async function partOf(
  tx: Handle,
  { selection: { due, flow, duration, revised, verified }, teams }: ListQuestion,
  span: Span | null,
  standings: () => ReadonlyMap<string, Standing>,
): Promise<ReadonlyMap<string, number> | null> {
  const parts: ReadonlyMap<string, number>[] = [];
  if (verified !== null) {
    const those = [...standings()].filter(([, standing]) => verified === 'named' || standing === verified);
    parts.push(once(those.map(([id]) => id)));
  }
  if (span && due !== null) {
    const facts = await loadDueFacts(tx, span, teams);
    const those = facts.filter((fact) => isOfDuePart(dueOutcome(fact, span), due));
    parts.push(once(those.map(({ id }) => id)));
  }
  if (span && flow !== null) {
    const items = await loadFlowItems(tx, span, teams);
    parts.push(new Map(items.map((item) => [item.id, timesInFlow(item, flow)])));
  }
  if (span && duration !== null) parts.push(once(await loadObservedIds(tx, span, duration)));
  if (span && revised) parts.push(once(await loadRevised(tx, span, teams)));
  const [first] = parts;
  if (!first) return null;
  const times = (id: string) => Math.min(...parts.map((part) => part.get(id) ?? 0));
  return new Map([...first.keys()].map((id) => [id, times(id)] as const).filter(([, count]) => count > 0));
}

function once(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id) => [id, 1]));
}
