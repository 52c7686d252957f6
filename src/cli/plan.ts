import { listPendingWrites } from '../db/write-store.ts';
import { describeWrite, type PlannedWrite } from '../outbox/describe-write.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import { json } from './output.ts';

/** Shows what the next drain would write; writes nothing. */
export async function runPlan(
  options: { readonly json: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { config, db, clock, output } = context;
  const now = clock();
  const planned = (await listPendingWrites(db)).map((pending) => describeWrite(pending, config, now));
  if (options.json) output.result(json(planned));
  else if (planned.length === 0) output.result('Nothing is queued.');
  else for (const write of planned) output.result(lineOf(write));
  return planned.some((write) => write.state === 'refused') ? 1 : 0;
}

function lineOf({ sign, trackerId, subject, what, state, problem, waitsUntil }: PlannedWrite): string {
  const waits = waitsUntil === null ? '' : `, not before ${waitsUntil.toISOString()}`;
  const stuck = problem === null ? '' : `\n    ${state}${waits}: ${problem}`;
  return `${sign} ${trackerId}  ${subject}  ${what}${stuck}`;
}
