import { itemStates } from '../actions/item-history.ts';
import { flagKinds } from '../flags/flag.ts';
import { standings } from '../flags/verification.ts';
import type { Week } from '../lib/calendar.ts';
import { slipBinNames } from '../metrics/slip-bins.ts';
import { categories, priorities } from '../postmortem/promise.ts';
import {
  dueParts,
  durationParts,
  everything,
  flowParts,
  noneNamed,
  type ItemSelection,
} from './item-selection.ts';

/** The names by which pages, API and command line are told what to narrow a list of items to. */
export const selectionNames = [
  'week',
  'team',
  'service',
  'severity',
  'priority',
  'category',
  'flag',
  'state',
  'q',
  'due',
  'flow',
  'duration',
  'moved',
  'verified',
  'revised',
] as const;
export type SelectionName = (typeof selectionNames)[number];

/** A name whose value is no value of its kind. */
export interface SelectionProblem {
  readonly name: SelectionName;
  readonly detail: string;
}

/** The selection, or the first thing in it that is not understood; `given` answers null for what is not. Weeks and teams are known by the caller, who checks them. */
export function readSelection(
  given: (name: SelectionName) => string | null,
  week: Week | null,
): { readonly selection: ItemSelection } | { readonly problem: SelectionProblem } {
  const problems: SelectionProblem[] = [];
  const word = <T extends string>(name: SelectionName, words: readonly T[]): T | null => {
    const found = words.find((known) => known === given(name));
    if (given(name) === null || found !== undefined) return found ?? null;
    problems.push({
      name,
      detail: `There is no ${name} "${given(name)}". There are: ${words.join(', ')}.`,
    });
    return null;
  };
  const selection: ItemSelection = {
    ...everything,
    week,
    team: given('team'),
    service: given('service'),
    severity: given('severity'),
    priority: word('priority', [...priorities, noneNamed]),
    category: word('category', [...categories, noneNamed]),
    flag: word('flag', flagKinds),
    state: word('state', itemStates),
    text: given('q'),
    due: word('due', dueParts),
    flow: word('flow', flowParts),
    duration: word('duration', durationParts),
    moved: word('moved', slipBinNames),
    verified: word('verified', ['named', ...standings]),
    revised: word('revised', ['yes']) === 'yes',
  };
  const weekless = (['due', 'flow', 'duration', 'revised'] as const).find((name) => given(name) !== null);
  if (weekless && !week) {
    problems.push({ name: weekless, detail: `Say of which week: ${weekless} is a part of a weekly report.` });
  }
  const [problem] = problems;
  return problem ? { problem } : { selection };
}
