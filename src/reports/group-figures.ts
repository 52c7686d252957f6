import { countFlags } from '../flags/count-flags.ts';
import { flagKinds, type FlagCounts } from '../flags/flag.ts';
import { dueFigures, type DueFigures } from '../metrics/due-figures.ts';
import type { Outcome } from '../metrics/due-outcome.ts';
import { noFlow, type Flow } from '../metrics/flow.ts';
import type { Grouping, Standing } from './completion-facts.ts';

/** The figures of all items of a report, or of a group of them. */
export interface GroupFigures {
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
}

/** A promise as it was judged. */
export type Judged = Grouping & { readonly outcome: Outcome };

/** The figures of all items. */
export function figuresOf(judged: readonly Judged[], standings: readonly Standing[]): GroupFigures {
  return together(
    judged,
    standings.find(({ by }) => by === 'all'),
  );
}

/**
 * The figures of each group, in order of its name, null last. `keysOf` names the groups of a promise, none meaning null; groups
 * with nothing to show are left out.
 */
export function groupFigures(
  judged: readonly Judged[],
  standings: readonly Standing[],
  by: Standing['by'],
  keysOf: (grouping: Grouping) => readonly (string | null)[],
): { readonly key: string | null; readonly figures: GroupFigures }[] {
  const standing = new Map(standings.filter((one) => one.by === by).map((one) => [one.key, one]));
  const promises = new Map<string | null, Judged[]>([...standing.keys()].map((key) => [key, []]));
  for (const one of judged) {
    const keys = new Set(keysOf(one));
    for (const key of keys.size === 0 ? [null] : keys) {
      const group = promises.get(key);
      if (group) group.push(one);
      else promises.set(key, [one]);
    }
  }
  return [...promises]
    .map(([key, group]) => ({ key, figures: together(group, standing.get(key)) }))
    .filter(({ figures }) => hasSomething(figures))
    .toSorted((a, b) => inOrder(a.key, b.key));
}

function together(judged: readonly Judged[], standing: Standing | undefined): GroupFigures {
  return {
    due: dueFigures(judged.map(({ outcome }) => outcome)),
    flow: standing?.flow ?? noFlow,
    flags: standing?.flags ?? countFlags([]),
  };
}

function hasSomething({ due, flow, flags }: GroupFigures): boolean {
  return due.total > 0 || Object.values(flow).some((n) => n > 0) || flagKinds.some((kind) => flags[kind] > 0);
}

function inOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Number(a > b) - Number(a < b);
}
