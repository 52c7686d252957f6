import { listPauses, type TrackerPause } from '../db/limit-store.ts';
import { listPendingWrites } from '../db/write-store.ts';
import { describeWrite, type PlannedWrite } from '../outbox/describe-write.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import { json } from './output.ts';

/** Shows what the next drain would write, and which trackers are left alone until when; writes nothing. */
export async function runPlan(
  options: { readonly json: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { config, db, clock, output } = context;
  const now = clock();
  const planned = (await listPendingWrites(db)).map((pending) => describeWrite(pending, config, now));
  const pauses = await listPauses(db, now);
  if (options.json) output.result(json(planned.map((write) => heldBy(write, pauses))));
  else {
    for (const write of planned) output.result(lineOf(write));
    if (planned.length === 0) output.result('Nothing is queued.');
    for (const pause of pauses) output.result(pauseLine(pause));
  }
  return planned.some((write) => write.state === 'refused') ? 1 : 0;
}

function lineOf({ sign, trackerId, subject, what, state, problem, waitsUntil }: PlannedWrite): string {
  const waits = waitsUntil === null ? '' : `, not before ${waitsUntil.toISOString()}`;
  const stuck = problem === null ? '' : `\n    ${state}${waits}: ${problem}`;
  return `${sign} ${trackerId}  ${subject}  ${what}${stuck}`;
}

/** The write with the pause of its tracker, where that holds it longest. */
function heldBy(write: PlannedWrite, pauses: readonly TrackerPause[]): PlannedWrite {
  const [pause] = pauses
    .filter(
      ({ trackerId, isWhole, until }) =>
        isWhole && trackerId === write.trackerId && isLater(until, write.waitsUntil),
    )
    .toSorted((one, other) => other.until.getTime() - one.until.getTime());
  if (pause === undefined || write.state === 'refused') return write;
  return { ...write, problem: write.problem ?? pause.reason, waitsUntil: pause.until };
}

function isLater(one: Date, other: Date | null): boolean {
  return other === null || one > other;
}

function pauseLine({ trackerId, scope, isWhole, until, reason }: TrackerPause): string {
  const what = isWhole ? '' : ` (${scope})`;
  return `  ${trackerId}${what} is left alone until ${until.toISOString()}: ${reason}`;
}
