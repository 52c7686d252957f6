import { countFlags } from '../flags/count-flags.ts';
import { flagKinds, type FlagCounts } from '../flags/flag.ts';
import type { ItemRow } from './item-row.ts';

/** What a list of items is narrowed to; null does not narrow. */
export interface ItemSelection {
  readonly team: string | null;
  readonly flag: string | null;
  readonly state: string | null;
  /** Words that must stand in the text, the incident's id or the key, in any case. */
  readonly text: string | null;
}

export interface SelectedItems {
  readonly items: readonly ItemRow[];
  /** How many within the selection carry each flag, the selection's own flag left aside. */
  readonly flags: FlagCounts;
}

/** The items of a selection: those with the most urgent flag first, the longest standing before the others. */
export function selectItems(rows: readonly ItemRow[], selection: ItemSelection): SelectedItems {
  const words = (selection.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const within = rows.filter(
    (row) =>
      (selection.team === null || row.team === selection.team) &&
      (selection.state === null || row.state === selection.state) &&
      matches(row, words),
  );
  const items = within.filter(
    (row) => selection.flag === null || row.flags.some((flag) => flag.kind === selection.flag),
  );
  return {
    items: items.toSorted((a, b) => urgency(a) - urgency(b) || since(a) - since(b)),
    flags: countFlags(within.flatMap(({ flags }) => flags.map(({ kind }) => kind))),
  };
}

function matches(row: ItemRow, words: readonly string[]): boolean {
  const text = [row.text, row.incident, row.tracker?.key, row.owner].filter(Boolean).join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function urgency(row: ItemRow): number {
  const [first] = row.flags;
  return first ? flagKinds.indexOf(first.kind) : flagKinds.length;
}

function since(row: ItemRow): number {
  return row.flags[0]?.since.getTime() ?? 0;
}
