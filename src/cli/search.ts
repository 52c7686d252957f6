import { askSearch } from '../answers/ask-search.ts';
import { teamsOfItems } from '../answers/teams-of-items.ts';
import { readSearch, type SearchName } from '../reports/read-search.ts';
import { searchText } from '../reports/text/search-text.ts';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { SharedOptions } from './command-floor.ts';
import { json } from './output.ts';
import { noSuchTeam } from './report-scope.ts';

export type SearchOptions = Readonly<Partial<Record<Exclude<SearchName, 'q'>, string>>> &
  SharedOptions & { readonly limit: string };

const mostAtOnce = 1000;

/** Prints what has the words, the best first. Exit code 1 when nothing does. */
export async function runSearch(
  words: readonly string[],
  options: SearchOptions,
  { db, config, output }: CommandContext,
): Promise<ExitCode> {
  const text = words.map(quoted).join(' ');
  const read = readSearch((name) => (name === 'q' ? text || null : (options[name] ?? null)));
  if ('problem' in read) throw new UsageError(read.problem.detail);
  const asked = await teamsOfItems({ config, db }, read.selection.team);
  if ('unknown' in asked) throw new CommandProblem(noSuchTeam(asked.unknown, config));
  const stretch = { from: 0, count: limitOf(options.limit) };
  const { hits, total, counts, isCut } = await askSearch(db, config, read.selection, asked.teams, stretch);
  if (isCut) output.note('That is a lot of words: only the first of them were looked for.');
  output.result(
    options.json
      ? json({ items: hits, total, counts })
      : searchText({ hits, total }, config.organisation.timeZone),
  );
  return total > 0 ? 0 : 1;
}

/** The shell has taken the quotes off: what still has a space in it was one phrase. */
function quoted(word: string): string {
  return /^[^\s"].*\s/.test(word) ? `"${word}"` : word;
}

function limitOf(given: string): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit > 0 && limit <= mostAtOnce) return limit;
  throw new UsageError(`--limit is a whole number from 1 to ${mostAtOnce}.`);
}
