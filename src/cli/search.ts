import type { Command } from 'commander';
import { askSearch } from '../answers/ask-search.ts';
import { teamsOfItems } from '../answers/teams-of-items.ts';
import { readSearch, type SearchName } from '../reports/read-search.ts';
import { searchText } from '../reports/text/search-text.ts';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { CommandFloor } from './incident-commands.ts';
import { json } from './output.ts';
import { noSuchTeam } from './report-scope.ts';

type SearchOptions = Readonly<Partial<Record<Exclude<SearchName, 'q'>, string>>> & {
  readonly config?: string;
  readonly now?: string;
  readonly json?: boolean;
  readonly limit: string;
};

const mostAtOnce = 1000;

/** `search`. */
export function addSearchCommand(program: Command, { command, run }: CommandFloor): void {
  command('search', 'finds postmortems, incidents and action items by their words', program)
    .argument('[words...]', 'words or their beginnings, "several words", -without (after --)')
    .option('--kind <kind>', 'only postmortem, incident (without one) or item')
    .option('--service <name>', 'only of this service')
    .option('--severity <word>', 'only of this severity')
    .option('--from <day>', 'only of incidents that began on this day or later')
    .option('--to <day>', 'only of incidents that began on this day or earlier')
    .option('--cause <key>', 'only of incidents with this cause')
    .option('--state <state>', 'only items that are open, in_progress, done or cancelled')
    .option('--team <id>', 'only of this team')
    .option('--limit <number>', 'how many to print', '20')
    .action((words: string[], options: SearchOptions) =>
      run(options, (context) => runSearch(words, options, context)),
    );
}

/** Prints what has the words, the best first. Exit code 1 when nothing does. */
async function runSearch(
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
