import { recordReading } from '../intake/import-documents.ts';
import { randomIds } from '../intake/new-item.ts';
import { readInBatches } from '../intake/read-in-batches.ts';
import { collectSources } from './collect-sources.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import type { ImportFormat } from './formats.ts';
import { tellImport } from './tell-import.ts';

export interface ImportOptions {
  readonly paths: readonly string[];
  readonly team: string | null;
  readonly format: ImportFormat;
}

/** Records documents and queues their action items. They are read while the database opens: neither needs the other. */
export async function runImport(options: ImportOptions, opening: Promise<CommandContext>): Promise<ExitCode> {
  const { sources, problems } = await collectSources(options.paths, process.stdin);
  const reading = readInBatches(sources);
  const { config, db, clock, output } = await opening;
  if (options.team !== null && !config.teams.some((team) => team.id === options.team)) {
    const known = config.teams.map((team) => team.id).join(', ');
    throw new CommandProblem(`There is no team "${options.team}". The configuration has: ${known}.`);
  }
  const settings = { db, config, clock, ids: randomIds };
  const imported = await recordReading(settings, reading, options.team, (count) => {
    if (output.isTerminal && reading.length > 1) output.note(`${count} postmortems recorded …`);
  });
  const format = options.format === 'json' ? 'json' : 'text';
  return tellImport(imported, problems, format, config.policy, output);
}
