/** Unfinished items whose due date moved so far in all. */
export interface SlipBin {
  readonly name: SlipBinName;
  /** Calendar days, both included; `to` is null above the last bound, and both are null for items without a due date. */
  readonly from: number | null;
  readonly to: number | null;
  readonly items: number;
}

const bounds = [
  { name: '0', from: 0, to: 0 },
  { name: '1-7', from: 1, to: 7 },
  { name: '8-14', from: 8, to: 14 },
  { name: '15-30', from: 15, to: 30 },
  { name: '31-90', from: 31, to: 90 },
  { name: '91-', from: 91, to: null },
] as const;

/** The bins by the words that filters use. */
export const slipBinNames = ['0', '1-7', '8-14', '15-30', '31-90', '91-', 'undated'] as const;
export type SlipBinName = (typeof slipBinNames)[number];

/** The bin of an item: by its `movedDays`, null for one without a due date. */
export function slipBinOf(movedDays: number | null): SlipBinName {
  if (movedDays === null) return 'undated';
  return bounds.find(({ to }) => to === null || movedDays <= to)?.name ?? '91-';
}

/** How far dates have moved since the first promise: `movedDays` of unfinished items, null for those without a due date, and how many share it. */
export function slipBins(
  moved: readonly { readonly days: number | null; readonly items: number }[],
): SlipBin[] {
  const itemsIn = (bin: SlipBinName) =>
    moved.reduce((sum, { days, items }) => sum + (slipBinOf(days) === bin ? items : 0), 0);
  return [
    ...bounds.map(({ name, from, to }) => ({ name, from, to, items: itemsIn(name) })),
    { name: 'undated', from: null, to: null, items: itemsIn('undated') },
  ];
}
