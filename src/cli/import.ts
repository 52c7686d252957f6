import { readInBatches, recordReading, type ImportedPostmortem } from '../intake/import-documents.ts';
import { randomIds } from '../intake/new-item.ts';
import { judge, type Yardstick } from '../intake/read-source.ts';
import type { DocumentProblem } from '../postmortem/document.ts';
import type { QualityPolicy } from '../postmortem/quality/rules.ts';
import { checkPromises, type Check } from './check-promises.ts';
import { collectSources, type CollectedSources } from './collect-sources.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import { describeImport } from './describe-import.ts';
import type { ImportFormat } from './formats.ts';
import { githubCommands } from './github-commands.ts';
import { gitlabReport } from './gitlab-report.ts';
import { json, type Output } from './output.ts';

export interface ImportOptions {
  readonly paths: readonly string[];
  readonly team: string | null;
  readonly format: ImportFormat;
}

/**
 * Reads documents and shows what was understood and how good the promises are; nothing is recorded. In the formats of pull requests the
 * exit code says whether the policy is met, in the others only whether everything could be read.
 */
export async function dryRunImport(
  options: ImportOptions,
  openYardstick: () => Promise<Yardstick>,
  output: Output,
): Promise<ExitCode> {
  const collected = await collectSources(options.paths, process.stdin);
  const [yardstick, ...batches] = await Promise.all([openYardstick(), ...readInBatches(collected.sources)]);
  const read = judge(batches.flat(), yardstick);
  const { format } = options;
  if (format === 'github' || format === 'gitlab') {
    return tellCheck(checkPromises(read, yardstick.policy), collected, format, output);
  }
  const imported = read.map(({ document }) => ({ document, result: null }));
  return tell(imported, collected.problems, format, yardstick.policy, output);
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
  return tell(imported, problems, format, config.policy, output);
}

function tell(
  imported: readonly ImportedPostmortem[],
  unreadable: readonly string[],
  format: 'text' | 'json',
  policy: QualityPolicy,
  output: Output,
): ExitCode {
  if (format === 'json') output.result(json(imported.map(({ document }) => document)));
  else for (const entry of imported) output.result(describeImport(entry, policy, output.width));
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

function tellCheck(
  check: Check,
  { problems }: CollectedSources,
  format: 'github' | 'gitlab',
  output: Output,
): ExitCode {
  if (format === 'gitlab') output.result(json(gitlabReport(check.remarks)));
  else for (const command of githubCommands(check.remarks, problems)) output.result(command);
  for (const problem of problems) output.note(problem);
  output.note(check.sentence);
  return problems.length > 0 || check.errors > 0 ? 1 : 0;
}

function key({ line, message }: DocumentProblem): string {
  return `${line} ${message}`;
}
