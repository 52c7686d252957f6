import { requeueRefused } from '../db/write-store.ts';
import { drain } from '../outbox/drain.ts';
import { sweep } from '../reconcile/sweep.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import { json } from './output.ts';

export interface SyncOptions {
  readonly full: boolean;
  /** Sends again what was refused: somebody has mended the cause. */
  readonly retry: boolean;
  readonly json: boolean;
}

/** Drains the queue, then sweeps the trackers, once. */
export async function runSync(options: SyncOptions, context: CommandContext): Promise<ExitCode> {
  const { db, clock, output, trackers } = context;
  const before = new Map([...trackers].map(([id, tracker]) => [id, tracker.requestCount()]));
  if (options.retry) await requeueRefused(db, clock());
  const { problems: drainProblems, ...drained } = await drain(context);
  const { problems: sweepProblems, ...swept } = await sweep(context, { full: options.full });
  const requests = Object.fromEntries(
    [...trackers].map(([id, tracker]) => [id, tracker.requestCount() - (before.get(id) ?? 0)]),
  );
  if (options.json) output.result(json({ drained, swept, requests }));
  else {
    output.result(
      `drained: ${drained.created} created, ${drained.adopted} adopted, ${drained.updated} updated; ` +
        `${drained.refused} refused, ${drained.unknown} unknown, ${drained.waiting} waiting`,
    );
    output.result(`swept: ${swept.read} issues read, ${swept.changed} changed, ${swept.missing} missing`);
    output.result(
      `requests: ${Object.entries(requests)
        .map(([id, n]) => `${id} ${n}`)
        .join(', ')}`,
    );
  }
  // A tracker that is down is met twice, by the drain and by the sweep, and told of once.
  const toldAlready = (problem: string) => drainProblems.some((told) => told.includes(problem));
  const problems = [...drainProblems, ...sweepProblems.filter((problem) => !toldAlready(problem))];
  for (const problem of problems) output.note(problem);
  if (drained.refused > 0) {
    output.note(
      'What was refused stays so until somebody has mended the cause; then: followthrough sync --retry',
    );
  }
  return problems.length > 0 ? 1 : 0;
}
