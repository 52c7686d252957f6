import { countFlags } from '../flags/count-flags.ts';
import { flagKinds, type FlagCounts, type FlagKind } from '../flags/flag.ts';
import { dueFigures, type DueFigures } from '../metrics/due-figures.ts';
import type { Outcome } from '../metrics/due-outcome.ts';
import { flowOf, type Flow, type FlowItem } from '../metrics/flow.ts';
import type { Grouping } from './completion-facts.ts';

/** The figures of all items of a report, or of a group of them. */
export interface GroupFigures {
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
}

/** What an item brings into the figures: a judged promise, or its way through the week with its flags. */
export type Counted = Grouping &
  ({ readonly outcome: Outcome } | (FlowItem & { readonly flags: readonly FlagKind[] }));

export function figuresOf(counted: readonly Counted[]): GroupFigures {
  const judged = counted.flatMap((one) => ('outcome' in one ? one.outcome : []));
  const items = counted.flatMap((one) => ('outcome' in one ? [] : one));
  return {
    due: dueFigures(judged),
    flow: flowOf(items),
    flags: countFlags(items.flatMap(({ flags }) => flags)),
  };
}

/**
 * The figures of each group, in order of its name, null last. `keysOf` names the groups of an item, none meaning null; groups
 * with nothing to show are left out.
 */
export function groupFigures<Key extends string>(
  counted: readonly Counted[],
  keysOf: (grouping: Grouping) => readonly (Key | null)[],
): { readonly key: Key | null; readonly figures: GroupFigures }[] {
  const groups = new Map<Key | null, Counted[]>();
  for (const one of counted) {
    const keys = new Set(keysOf(one));
    for (const key of keys.size === 0 ? [null] : keys) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  return [...groups]
    .map(([key, group]) => ({ key, figures: figuresOf(group) }))
    .filter(({ figures }) => hasSomething(figures))
    .toSorted((a, b) => inOrder(a.key, b.key));
}

function hasSomething({ due, flow, flags }: GroupFigures): boolean {
  return due.total > 0 || Object.values(flow).some((n) => n > 0) || flagKinds.some((kind) => flags[kind] > 0);
}

function inOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Number(a > b) - Number(a < b);
}
