import type { PairVerdict } from '../incidents/incident.ts';
import { decideRepeat, replacedText } from '../review/decide-repeat.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import { json } from './output.ts';

/** Confirms or rejects that an incident repeats another. */
export async function runRepeat(
  decision: PairVerdict & { readonly by: string | null },
  asJson: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { output } = context;
  const outcome = await decideRepeat(context, decision);
  if (outcome.status === 'impossible') throw new CommandProblem(outcome.message);
  const { incidentId, repeatsId, verdict, by, at } = outcome.verdict;
  if (asJson) {
    output.result(
      json({ status: outcome.status, incident: incidentId, repeats: repeatsId, verdict, by, at }),
    );
  } else {
    const already = outcome.status === 'unchanged' ? 'already ' : '';
    const who = by === null ? '' : ` by ${by}`;
    output.result(`${incidentId} repeats ${repeatsId}: ${already}${verdict}${who}`);
  }
  if (outcome.status === 'replaced') output.note(replacedText(outcome));
  return 0;
}
