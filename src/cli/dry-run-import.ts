import { readInBatches } from '../intake/read-in-batches.ts';
import { judge, type Yardstick } from '../intake/read-source.ts';
import { checkPromises, type Check } from './check-promises.ts';
import { collectSources, type CollectedSources } from './collect-sources.ts';
import type { ExitCode } from './command-context.ts';
import type { ImportFormat } from './formats.ts';
import { githubCommands } from './github-commands.ts';
import { gitlabReport } from './gitlab-report.ts';
import { json, type Output } from './output.ts';
import { tellImport } from './tell-import.ts';

// Nothing here asks for the database, so that a check of a pull request starts quickly.

/**
 * Reads documents and shows what was understood and how good the promises are; nothing is recorded. In the formats of pull requests the
 * exit code says whether the policy is met, in the others only whether everything could be read.
 */
export async function dryRunImport(
  options: { readonly paths: readonly string[]; readonly format: ImportFormat },
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
  return tellImport(imported, collected.problems, format, yardstick.policy, output);
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
