import { requeueRefused } from '../db/write-store.ts';
import { drain } from '../outbox/drain.ts';
import { sweep } from '../reconcile/sweep.ts';
import { compareIncidents, comparedAtOnce } from '../review/compare-incidents.ts';
import { CommandProblem, type CommandContext, type ExitCode } from './command-context.ts';
import { json } from './output.ts';

export interface SyncOptions {
  readonly full: boolean;
  /** Sends again what was refused, since somebody has mended the cause: all of it, or what was refused of one item. */
  readonly retry: boolean | string;
  readonly json: boolean;
}

/** Drains the queue, then sweeps the trackers, once. */
export async function runSync(options: SyncOptions, context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  const trackers = await context.connectTrackers();
  const before = new Map([...trackers].map(([id, tracker]) => [id, tracker.requestCount()]));
  if (options.retry !== false) await retry(options.retry, context);
  const { problems: drainProblems, ...drained } = await drain({ ...context, trackers });
  const { problems: sweepProblems, ...swept } = await sweep({ ...context, trackers }, { full: options.full });
  await compareIncidents(context.db, comparedAtOnce);
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
      'What was refused stays so until somebody has mended the cause; then, for one item (--retry PAY-12) or for all: followthrough sync --retry',
    );
  }
  return problems.length > 0 ? 1 : 0;
}

async function retry(which: true | string, { db, clock }: CommandContext): Promise<void> {
  const subject = which === true ? null : which;
  const queued = await requeueRefused(db, clock(), subject);
  if (subject !== null && queued === 0) {
    throw new CommandProblem(
      `Nothing was refused of ${subject}. Name an item as \`followthrough plan\` does: PAY-12, or docs/outage.md:12.`,
    );
  }
}
