import { TrackerError } from '../errors.ts';
import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import type { LinearApi } from './linear-api.ts';
import { afterError, tryAgainAt, unknown } from './outcome.ts';

/** A call takes no longer, or the claim on its writes would lapse; what is not sent by then waits for the next. */
const mostMs = 60_000;

/** After so many creations of unknown end the rest waits: each may have taken a whole time-out. */
const mostUnknown = 3;

type Outcome = WriteOutcome<Issue>;

/** The bookkeeping of one call: what is settled, what is in doubt, and whether to go on. */
export interface Run {
  /** Those not settled yet. */
  readonly open: (among?: readonly IssueRequest[]) => readonly IssueRequest[];
  readonly settle: (request: IssueRequest, outcome: Outcome) => void;
  /** They were sent without a known end: from here on nothing says that nothing was done. */
  readonly doubt: (requests: readonly IssueRequest[]) => void;
  /** Settles the requests with the outcome and the rest without being sent: they would fare no better now. */
  readonly stop: (requests: readonly IssueRequest[], outcome: Outcome) => void;
  readonly isOver: () => boolean;
  /** Does the work; a TrackerError stops the run. */
  readonly guard: (requests: readonly IssueRequest[], work: () => Promise<void>) => Promise<void>;
  readonly allDone: (requests: readonly IssueRequest[]) => boolean;
  /** True once for each thing that is worth trying once a call. */
  readonly firstTime: (what: string) => boolean;
  /** One for each request, in their order. */
  readonly outcomes: () => Outcome[];
}

/** Nothing settled yet. */
export function createRun(api: LinearApi, requests: readonly IssueRequest[]): Run {
  const settled = new Map<IssueRequest, Outcome>();
  const inDoubt = new Set<IssueRequest>();
  const tried = new Set<string>();
  let unknowns = 0;
  const deadline = api.clock().getTime() + mostMs;

  const settle = (request: IssueRequest, outcome: Outcome): void => {
    const mayComeAgain = outcome.outcome === 'refused' && outcome.retryAfter !== null;
    settled.set(request, mayComeAgain && inDoubt.has(request) ? doubtful(outcome) : outcome);
    if (outcome.outcome === 'unknown') unknowns += 1;
    if (mayComeAgain || (outcome.outcome === 'unknown' && unknowns >= mostUnknown)) closeWith(outcome);
  };
  const open: Run['open'] = (among = requests) => among.filter((request) => !settled.has(request));
  const doubtful = (cause: Exclude<Outcome, { outcome: 'done' }>): Outcome => ({
    ...cause,
    outcome: 'unknown',
    retryAfter: cause.retryAfter ?? tryAgainAt(api),
  });
  const closeWith = (cause: Exclude<Outcome, { outcome: 'done' }>): void => {
    for (const request of open()) {
      const unsent: Outcome = { ...cause, outcome: 'refused' };
      settled.set(request, inDoubt.has(request) ? doubtful(cause) : unsent);
    }
  };
  const stop: Run['stop'] = (some, outcome) => {
    for (const request of open(some)) settle(request, outcome);
    if (outcome.outcome !== 'done' && outcome.retryAfter !== null) closeWith(outcome);
  };

  return {
    open,
    settle,
    doubt: (some) => {
      for (const request of some) inDoubt.add(request);
    },
    stop,
    isOver: () => {
      if (open().length > 0 && api.clock().getTime() > deadline) {
        closeWith({
          outcome: 'refused',
          reason: 'Its turn comes with the next drain.',
          retryAfter: api.clock(),
        });
      }
      return open().length === 0;
    },
    guard: async (some, work) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof TrackerError)) throw error;
        stop(some, afterError(api, error));
      }
    },
    allDone: (some) => some.every((request) => settled.get(request)?.outcome === 'done'),
    firstTime: (what) => {
      if (tried.has(what)) return false;
      tried.add(what);
      return true;
    },
    outcomes: () => requests.map((request) => settled.get(request) ?? unknown(api, 'Not sent.')),
  };
}
