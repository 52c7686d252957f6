import { itemStates } from '../actions/item-history.ts';
import { isDay } from '../lib/calendar.ts';
import { searchKinds, type SearchSelection } from './search-hit.ts';

/** The names by which pages, API and command line are told what to look for. */
export type SearchName = 'q' | 'kind' | 'service' | 'severity' | 'from' | 'to' | 'cause' | 'state' | 'team';

/** What is looked for, or the first thing in it that is not understood; `given` answers null for what is not. Teams are known by the caller. */
export function readSearch(
  given: (name: SearchName) => string | null,
):
  | { readonly selection: SearchSelection }
  | { readonly problem: { readonly name: SearchName; readonly detail: string } } {
  const problems: { name: SearchName; detail: string }[] = [];
  const word = <T extends string>(name: SearchName, words: readonly T[]): T | null => {
    const found = words.find((known) => known === given(name));
    if (given(name) !== null && found === undefined) {
      problems.push({
        name,
        detail: `There is no ${name} "${given(name)}". There are: ${words.join(', ')}.`,
      });
    }
    return found ?? null;
  };
  const day = (name: 'from' | 'to'): string | null => {
    const text = given(name);
    if (text === null || isDay(text)) return text;
    problems.push({ name, detail: `"${text}" is no day. A day is written like 2026-11-20.` });
    return null;
  };
  const selection: SearchSelection = {
    text: given('q'),
    kind: word('kind', searchKinds),
    service: given('service'),
    severity: given('severity'),
    from: day('from'),
    to: day('to'),
    cause: given('cause'),
    state: word('state', itemStates),
    team: given('team'),
  };
  const [problem] = problems;
  return problem ? { problem } : { selection };
}
