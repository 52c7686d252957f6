import { isTrackerWide, TrackerError, type TrackerErrorKind } from '../errors.ts';
import type { WriteOutcome } from '../tracker.ts';
import type { FailedElement } from './failed-elements.ts';

export interface JiraErrorParts {
  readonly kind: TrackerErrorKind;
  readonly message: string;
  readonly retryAfter?: Date | null;
  readonly status?: number;
  readonly unsent?: boolean;
  /** Jira's own objections by field. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
  /** Jira's objections to the call as a whole. */
  readonly objections?: readonly string[];
  /** Jira's objections to the parts of a call about many. */
  readonly elements?: readonly FailedElement[];
}

/** A TrackerError with what Jira itself said of a refusal. */
export class JiraError extends TrackerError {
  readonly status: number | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly objections: readonly string[];
  readonly elements: readonly FailedElement[];

  constructor(trackerId: string, parts: JiraErrorParts) {
    super(trackerId, parts.kind, parts.message, parts.retryAfter ?? null, parts.unsent);
    this.name = 'TrackerError';
    this.status = parts.status ?? null;
    this.fieldErrors = parts.fieldErrors ?? {};
    this.objections = parts.objections ?? [];
    this.elements = parts.elements ?? [];
  }
}

/** Time after which an unanswered write may be looked into again. */
const lookAgainMs = 10_000;

/**
 * What a failed call means for a write. No answer, a 5xx and an answer that cannot be read leave it unknown; every 4xx is
 * a refusal before anything was done, and so is a call that nobody took. Errors that are not the tracker's are thrown on.
 */
export function outcomeOf(error: unknown, now: Date): WriteOutcome<never> {
  if (!(error instanceof TrackerError)) throw error;
  if (isTrackerWide(error)) {
    return { outcome: 'refused', reason: error.message, retryAfter: now, trackerWide: true };
  }
  if (isUnknown(error)) return unknown(error.message, error.retryAfter, now);
  return { outcome: 'refused', reason: error.message, retryAfter: error.retryAfter };
}

/** The outcome of a write of which no more than a question beforehand was sent: nothing was done, whatever became of that. */
export function unsentOf(error: unknown, now: Date): WriteOutcome<never> {
  const outcome = outcomeOf(error, now);
  return outcome.outcome === 'unknown' ? { ...outcome, outcome: 'refused' } : outcome;
}

/** The outcome of a call that belongs to a write which may already be carried out: nothing about it is certain any more. */
export function unknownOf(error: unknown, now: Date): WriteOutcome<never> {
  if (!(error instanceof TrackerError)) throw error;
  if (isTrackerWide(error)) return { ...unknown(error.message, now, now), trackerWide: true };
  return unknown(error.message, error.retryAfter, now);
}

/** Whether the call that failed may have been carried out. */
export function isUnknown(error: TrackerError): boolean {
  return error.kind === 'unreachable' || error.kind === 'unreadable';
}

function unknown(
  reason: string,
  retryAfter: Date | null,
  now: Date,
): Extract<WriteOutcome<never>, { outcome: 'unknown' }> {
  return {
    outcome: 'unknown',
    reason,
    retryAfter: retryAfter ?? new Date(now.getTime() + lookAgainMs),
  };
}
