/** Unfinished items whose due date moved so far in all. */
export interface SlipBin {
  /** Calendar days, both included; `to` is null above the last bound, and both are null for items without a due date. */
  readonly from: number | null;
  readonly to: number | null;
  readonly items: number;
}

const bounds: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 7],
  [8, 14],
  [15, 30],
  [31, 90],
  [91, null],
];

/** How far dates have moved since the first promise: `movedDays` of each unfinished item, null for one without a due date. */
export function slipBins(movedDays: readonly (number | null)[]): SlipBin[] {
  const dated = movedDays.filter((days) => days !== null);
  return [
    ...bounds.map(([from, to]) => ({
      from,
      to,
      items: dated.filter((days) => days >= from && (to === null || days <= to)).length,
    })),
    { from: null, to: null, items: movedDays.length - dated.length },
  ];
}
