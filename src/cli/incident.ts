import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { draftOf, type GivenIncident } from '../incidents/incident-draft.ts';
import { readIncidentCsv, type LineRemark } from '../intake/incident-csv.ts';
import { draftRules, recordIncidents, type RecordedDraft } from '../intake/record-incidents.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import { json } from './output.ts';

/** Options of the command by the field they give. */
const options: Readonly<Record<string, string>> = {
  services: '--service',
  causes: '--cause',
  customerVisible: '--customer-visible',
  startedAt: '--started',
  endedAt: '--ended',
  rootCause: '--root-cause',
};

/** Records one incident without a postmortem. */
export async function runIncidentAdd(
  given: GivenIncident,
  asJson: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { output } = context;
  const read = draftOf(given, draftRules(context));
  const outcome = 'problems' in read ? read : await recordIncidents(context, [read.draft]);
  if ('problems' in outcome) {
    for (const { field, message } of outcome.problems) {
      output.note(`${options[field] ?? `--${field}`}: ${message}`);
    }
    return 1;
  }
  if (asJson) output.result(json(outcome.recorded[0]));
  else for (const one of outcome.recorded) output.result(`${one.id} ${one.status}`);
  tellOverruled(outcome.recorded, context);
  return 0;
}

/** Records the incidents of a CSV file, or none of them and says what is wrong with it. */
export async function runIncidentImport(
  path: string,
  asJson: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { output } = context;
  const name = path === '-' ? 'standard input' : path;
  const tell = ({ line, column, message }: LineRemark) =>
    output.note(`${name}:${line}: ${column === null ? '' : `${column}: `}${message}`);
  const { drafts, problems, notes, columnOf } = readIncidentCsv(await textOf(path), draftRules(context));
  for (const note of notes) tell(note);
  const outcome =
    problems.length > 0
      ? { problems: [] }
      : await recordIncidents(
          context,
          drafts.map(({ draft }) => draft),
        );
  const refused = 'problems' in outcome ? outcome.problems : [];
  const all = [
    ...problems,
    ...refused.map(({ place, field, message }) => ({
      line: drafts[place]?.line ?? 1,
      column: columnOf(field),
      message,
    })),
  ];
  for (const problem of all) tell(problem);
  if (!('recorded' in outcome)) {
    output.note('Nothing was recorded. Correct the lines and import the file again.');
    return 1;
  }
  const count = (status: RecordedDraft['status']) =>
    outcome.recorded.filter((one) => one.status === status).length;
  const counts = { recorded: count('recorded'), updated: count('updated'), unchanged: count('unchanged') };
  if (asJson) output.result(json({ ...counts, incidents: outcome.recorded }));
  else output.result(`${counts.recorded} recorded, ${counts.updated} updated, ${counts.unchanged} unchanged`);
  tellOverruled(outcome.recorded, context);
  return 0;
}

function tellOverruled(recorded: readonly RecordedDraft[], { output }: CommandContext): void {
  for (const { id, overruled } of recorded) {
    if (overruled.length === 0) continue;
    output.note(
      `${id}: its postmortem states ${overruled.join(', ')}, and that stands. Edit the postmortem to change it.`,
    );
  }
}

async function textOf(path: string): Promise<string> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path).catch(unreadable(path));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandProblem(`${path}: The file is not UTF-8. Save it as "CSV UTF-8" and import it again.`);
  }
}

function unreadable(path: string) {
  return (error: unknown): never => {
    throw new CommandProblem(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  };
}
