import { drain } from '../outbox/drain.ts';
import { sweep } from '../reconcile/sweep.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import { json } from './output.ts';

export interface SyncOptions {
  readonly full: boolean;
  readonly json: boolean;
}

/** Drains the queue, then sweeps the trackers, once. */
export async function runSync(options: SyncOptions, context: CommandContext): Promise<ExitCode> {
  const { output, trackers } = context;
  const before = new Map([...trackers].map(([id, tracker]) => [id, tracker.requestCount()]));
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
  const problems = [...drainProblems, ...sweepProblems];
  for (const problem of problems) output.note(problem);
  return problems.length > 0 ? 1 : 0;
}
