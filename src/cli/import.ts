import { importSources, type ImportedPostmortem } from '../intake/import-documents.ts';
import { randomIds } from '../intake/new-item.ts';
import { readSource, type IncidentsSeen } from '../intake/read-source.ts';
import type { DocumentProblem } from '../postmortem/document.ts';
import { collectSources } from './collect-sources.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import { describeImport } from './describe-import.ts';
import { json, type Output } from './output.ts';

export interface ImportOptions {
  readonly paths: readonly string[];
  readonly team: string | null;
  readonly json: boolean;
}

/** Reads documents and shows what was understood; nothing is recorded and no configuration is needed. */
export async function dryRunImport(options: ImportOptions, output: Output): Promise<ExitCode> {
  const collected = await collectSources(options.paths, process.stdin);
  const seen: IncidentsSeen = new Map();
  const imported = collected.sources.flatMap((source) =>
    readSource(source, seen).map(({ document }) => ({ document, result: null })),
  );
  return tell(imported, collected.problems, options, output);
}

/** Records documents and queues their action items. */
export async function runImport(options: ImportOptions, context: CommandContext): Promise<ExitCode> {
  const { config, db, clock, output } = context;
  if (options.team !== null && !config.teams.some((team) => team.id === options.team)) {
    const known = config.teams.map((team) => team.id).join(', ');
    throw new CommandProblem(`There is no team "${options.team}". The configuration has: ${known}.`);
  }
  const collected = await collectSources(options.paths, process.stdin);
  const settings = { db, config, clock, ids: randomIds };
  const total = collected.sources.length;
  const imported = await importSources(settings, collected.sources, options.team, (count) => {
    if (output.isTerminal && total > count) output.note(`${count} of ${total} documents read …`);
  });
  return tell(imported, collected.problems, options, output);
}

function tell(
  imported: readonly ImportedPostmortem[],
  unreadable: readonly string[],
  options: ImportOptions,
  output: Output,
): ExitCode {
  if (options.json) output.result(json(imported.map(({ document }) => document)));
  else for (const entry of imported) output.result(describeImport(entry));
  for (const problem of unreadable) output.note(problem);
  let problems = unreadable.length;
  for (const { document, result } of imported) {
    const all = [
      ...new Map(
        [...document.problems, ...(result?.problems ?? [])].map((problem) => [key(problem), problem]),
      ).values(),
    ];
    problems += all.length;
    for (const { line, message, hint } of all) output.note(`${document.source}:${line}: ${message} ${hint}`);
  }
  return problems > 0 ? 1 : 0;
}

function key({ line, message }: DocumentProblem): string {
  return `${line} ${message}`;
}
