import type { Command } from 'commander';
import type { CommandFloor } from './command-floor.ts';
import type { SearchOptions } from './search.ts';

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
      run(options, async (context) => (await import('./search.ts')).runSearch(words, options, context)),
    );
}
