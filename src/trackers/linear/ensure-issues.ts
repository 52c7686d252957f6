import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { ensureIssue, settleFound } from './ensure-issue.ts';
import { anothers, isMeant, underAnotherId } from './found-issue.ts';
import type { LinearApi } from './linear-api.ts';
import { asOutcome, outcomeOf, refused, unknown } from './outcome.ts';
import { planIssue } from './plan-issue.ts';
import { type ReadBack, readBack, straysOf } from './read-back.ts';
import { createRun, type Run } from './run.ts';
import { type Job, sendBatch, wasCarriedOut, wasHeldUp } from './send-batch.ts';
import { portionOf } from './portion.ts';

/** The most creations in one request (trackers.md 1.6). */
export const batchSize = 50;
/** After so many batches of one that proved nothing, the rest of a call goes one by one. */
const mostTrials = 3;

/** What batches have taught about this Linear; kept as long as the adapter. */
interface Lessons {
  /** Nobody has written down whether a batch keeps the ids it is sent, so that the first ones are of one issue only. */
  ids: 'untried' | 'kept' | 'ignored';
  most: number;
  /** Ids that were sent. */
  readonly sent: Set<string>;
}

type EnsureIssues = (requests: readonly IssueRequest[]) => Promise<WriteOutcome<Issue>[]>;

/**
 * Creates issues, up to 50 and their links back in one request. After any answer that is not beyond doubt, what is there is read
 * back by id, and only what is missing is sent again, under the same ids, which Linear takes once (trackers.md 1.6, L13).
 */
export function createEnsureIssues(api: LinearApi, directory: Directory): EnsureIssues {
  const lessons: Lessons = { ids: 'untried', most: batchSize, sent: new Set() };

  return async (requests) => {
    const run = createRun(api, requests);
    for (const { identity } of requests) lessons.sent.add(identity.uuid.toLowerCase());
    await run.guard(requests, () => directory.prepare(namesOf(requests)));
    const attempted = requests.filter(({ identity }) => identity.attemptedAt !== null);
    for (let start = 0; start < attempted.length; start += batchSize) {
      await lookFirst(run, run.open(attempted.slice(start, start + batchSize)));
    }
    await createAll(run);
    return run.outcomes();
  };

  /** An earlier attempt may have made them: what is there counts, what is missing is created with the others. */
  async function lookFirst(run: Run, requests: readonly IssueRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await run.guard(requests, async () => {
      await takeFound(
        run,
        await readBack(api, requests, lessons.ids === 'kept' ? null : lessons.sent),
        requests,
      );
    });
  }

  async function createAll(run: Run): Promise<void> {
    let trials = 0;
    for (let left = run.open(); left.length > 0; left = run.open()) {
      const untried = lessons.ids === 'untried' && trials < mostTrials;
      if (left.length === 1 || !(untried || lessons.ids === 'kept')) {
        await singly(run, left);
        continue;
      }
      if (untried) trials += 1;
      await batch(run, untried ? left.slice(0, 1) : portionOf(left, lessons.most));
      if (run.open().length === left.length) await singly(run, left);
    }
  }

  async function singly(run: Run, requests: readonly IssueRequest[]): Promise<void> {
    for (const request of run.open(requests)) {
      if (run.isOver()) return;
      run.settle(request, await asOutcome(api, () => ensureIssue(api, directory, request)));
    }
  }

  async function batch(run: Run, requests: readonly IssueRequest[]): Promise<void> {
    if (run.isOver()) return;
    const jobs: Job[] = [];
    await run.guard(requests, async () => {
      for (const request of requests) {
        const plan = await planIssue(api, directory, request);
        if ('refusal' in plan) run.settle(request, refused(plan.refusal));
        else jobs.push({ request, plan });
      }
    });
    if (jobs.length === 0 || run.open(requests).length === 0) return;
    const sent = await sendBatch(api, directory, jobs);
    const wanted = jobs.map(({ request }) => request);
    if (sent.kind === 'answered') {
      for (const [request, outcome] of sent.shown) run.settle(request, outcome);
      if (sent.shown.size > 0) lessons.ids = 'kept';
      if (sent.shown.size === jobs.length) return;
      await recover(run, run.open(wanted), { carriedOut: true, strangers: sent.strangers });
      return;
    }
    const { fault } = sent;
    if (wasHeldUp(fault)) return run.stop(wanted, outcomeOf(api, fault));
    if (fault.kind === 'refused' && !wasCarriedOut(fault)) return await divide(run, wanted);
    await recover(run, wanted, { carriedOut: wasCarriedOut(fault), strangers: [] });
  }

  /** All were refused: one is not as Linear wants it, or they are too many. Halves, with fresh names first, leave the bad ones by themselves. */
  async function divide(run: Run, requests: readonly IssueRequest[]): Promise<void> {
    if (requests.length === 1) return await singly(run, requests);
    if (run.firstTime('fresh names')) {
      directory.forget();
      await run.guard(requests, () => directory.prepare(namesOf(requests)));
      return await batch(run, run.open(requests));
    }
    const half = Math.ceil(requests.length / 2);
    await batch(run, requests.slice(0, half));
    await batch(run, run.open(requests.slice(half)));
    if (run.allDone(requests)) lessons.most = Math.min(lessons.most, half);
  }

  /** After an answer that leaves doubt: reads back, takes what is there, and sends what is missing again, at last one by one. */
  async function recover(
    run: Run,
    requests: readonly IssueRequest[],
    { carriedOut, strangers }: { readonly carriedOut: boolean; readonly strangers: readonly string[] },
  ): Promise<void> {
    run.doubt(requests);
    await run.guard(requests, async () => {
      const found = await readBack(api, requests, lessons.ids === 'kept' ? null : lessons.sent);
      await takeFound(run, found, requests);
      if (found.found.size > 0 && strangers.length === 0) lessons.ids = 'kept';
    });
    if (strangers.length > 0) lessons.ids = 'ignored';
    const missing = run.open(requests);
    if (missing.length === 0 || run.isOver()) return;
    if (strangers.length > 0) {
      for (const request of missing) run.settle(request, underAnotherId(api, strangers));
    } else if (carriedOut && missing.length === requests.length) {
      // Made by Linear's own account, and not to be seen yet: looked for again before anything is sent.
      const reason = `Linear (${api.trackerId}) made the issue and does not show it yet.`;
      for (const request of missing) run.settle(request, unknown(api, reason));
    } else if (lessons.ids === 'kept' && run.firstTime('batch of what was missing')) {
      await batch(run, missing);
    } else {
      await singly(run, missing);
    }
  }

  async function takeFound(
    run: Run,
    { found, strays, viewerId }: ReadBack,
    requests: readonly IssueRequest[],
  ): Promise<void> {
    const there = [];
    for (const request of requests) {
      const issue = found.get(request);
      const copies = issue === undefined ? straysOf(request, strays) : [];
      if (issue !== undefined && isMeant(request, issue, viewerId)) there.push({ request, issue, notes: [] });
      else if (issue !== undefined) run.settle(request, anothers(api, issue));
      else if (copies.length > 0) {
        lessons.ids = 'ignored';
        run.settle(
          request,
          underAnotherId(
            api,
            copies.map(({ identifier }) => identifier),
          ),
        );
      }
    }
    const outcomes = await settleFound(api, directory, there);
    for (const [index, { request }] of there.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined) run.settle(request, outcome);
    }
  }
}

function namesOf(requests: readonly IssueRequest[]) {
  const drafts = requests.map(({ draft }) => draft);
  return {
    teams: drafts.map(({ destination }) => destination.project),
    labels: drafts.flatMap(({ labels }) => labels),
    people: drafts.flatMap(({ assignee }) => assignee ?? []),
  };
}
