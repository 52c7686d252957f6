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
