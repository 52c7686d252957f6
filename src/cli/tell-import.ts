import type { ImportedPostmortem } from '../intake/import-documents.ts';
import type { DocumentProblem } from '../postmortem/document.ts';
import type { QualityPolicy } from '../postmortem/quality/rules.ts';
import type { ExitCode } from './command-context.ts';
import { describeImport } from './describe-import.ts';
import { json, type Output } from './output.ts';

/** Shows what was understood of documents, and every problem with its file and line; the exit code says whether there was any. */
export function tellImport(
  imported: readonly ImportedPostmortem[],
  unreadable: readonly string[],
  format: 'text' | 'json',
  policy: QualityPolicy,
  output: Output,
): ExitCode {
  if (format === 'json') output.result(json(imported.map(({ document }) => document)));
  else for (const entry of imported) output.result(describeImport(entry, policy, output.width));
  for (const problem of unreadable) output.note(problem);
  let hasProblems = unreadable.length > 0;
  for (const { document, result } of imported)
    for (const told of describeProblems(document.source, [
      ...document.problems,
      ...(result?.problems ?? []),
    ])) {
      hasProblems = true;
      output.note(told);
    }
  return hasProblems ? 1 : 0;
}

const mostLines = 10;
const listed = new Intl.ListFormat('en');

/** Each problem once, with the first line where it stands; what stands on several lines (an owner nobody knows) names the others behind. */
function describeProblems(source: string, problems: readonly DocumentProblem[]): string[] {
  const alike = Map.groupBy(problems, ({ message, hint }) => `${message} ${hint}`);
  return [...alike].map(([words, same]) => {
    const [first = 1, ...others] = [...new Set(same.map(({ line }) => line))].toSorted((a, b) => a - b);
    const shown = others.slice(0, mostLines).map(String);
    if (others.length > mostLines) shown.push(`${others.length - mostLines} more`);
    const rest =
      others.length > 0
        ? ` The same on ${others.length > 1 ? 'lines' : 'line'} ${listed.format(shown)}.`
        : '';
    return `${source}:${first}: ${words}${rest}`;
  });
}
