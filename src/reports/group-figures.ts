import { countFlags } from '../flags/count-flags.ts';
import { flagKinds, type Flag, type FlagCounts } from '../flags/flag.ts';
import { dueFigures, type DueFigures } from '../metrics/due-figures.ts';
import type { DueJudgement } from '../metrics/due-outcome.ts';
import { flowOf, type Flow } from '../metrics/flow.ts';
import type { Span } from '../metrics/span.ts';
import type { SurveyedItem } from './survey.ts';

/** The figures of all items of a report, or of a group of them. */
export interface GroupFigures {
  readonly due: DueFigures;
  readonly flow: Flow;
  readonly flags: FlagCounts;
}

export interface JudgedItem extends SurveyedItem {
  /** Null when it was not due in the week. */
  readonly judgement: DueJudgement | null;
  readonly flags: readonly Flag[];
}

export function figuresOf(items: readonly JudgedItem[], span: Span): GroupFigures {
  return {
    due: dueFigures(items.flatMap(({ judgement }) => judgement?.outcome ?? [])),
    flow: flowOf(
      items.map(({ timeline }) => timeline),
      span,
    ),
    flags: countFlags(items),
  };
}

/**
 * The figures of each group, in order of its name, null last. `keysOf` names the groups of an item, none meaning null; groups
 * with nothing to show are left out.
 */
export function groupFigures<Key extends string>(
  items: readonly JudgedItem[],
  span: Span,
  keysOf: (item: JudgedItem) => readonly (Key | null)[],
): { readonly key: Key | null; readonly figures: GroupFigures }[] {
  const groups = new Map<Key | null, JudgedItem[]>();
  for (const item of items) {
    const keys = new Set(keysOf(item));
    for (const key of keys.size === 0 ? [null] : keys) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups]
    .map(([key, group]) => ({ key, figures: figuresOf(group, span) }))
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
