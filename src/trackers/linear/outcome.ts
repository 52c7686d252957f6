import { isTrackerWide, TrackerError } from '../errors.ts';
import type { WriteOutcome } from '../tracker.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import type { Fault } from './reply.ts';

/** After this a write of unknown outcome may be sent again: its id makes that safe. */
const unknownMs = 30_000;

/** Refused: nothing was done, and without a time the same call would be refused again. */
export function refused(reason: string, retryAfter: Date | null = null): WriteOutcome<never> {
  return { outcome: 'refused', reason, retryAfter };
}

/** May or may not have been carried out. */
export function unknown(api: LinearApi, reason: string, retryAfter: Date | null = null): WriteOutcome<never> {
  return { outcome: 'unknown', reason, retryAfter: retryAfter ?? tryAgainAt(api) };
}

/** When a write of unknown outcome is worth another look. */
export function tryAgainAt(api: LinearApi): Date {
  return new Date(api.clock().getTime() + unknownMs);
}

/** What a fault of the write itself means for it, in Linear's own words where it has some. */
export function outcomeOf(api: LinearApi, fault: Fault): WriteOutcome<never> {
  const error = errorOf(api.trackerId, fault);
  if (error.kind === 'refused' && fault.words !== '')
    return refused(`Linear (${api.trackerId}): ${fault.words}`, fault.retryAfter);
  return afterError(api, error);
}

/** A call that met a dead credential or nobody did nothing, and may be made again at once. */
export function afterError(api: LinearApi, error: TrackerError): WriteOutcome<never> {
  const { message: reason, kind, retryAfter } = error;
  if (isTrackerWide(error)) {
    return { outcome: 'refused', reason, retryAfter: api.clock(), trackerWide: true };
  }
  if (kind === 'unreachable' || kind === 'unreadable') return unknown(api, reason);
  return { outcome: 'refused', reason, retryAfter };
}

/** Runs a write whose reads may throw; what they throw becomes the outcome. */
export async function asOutcome<T>(
  api: LinearApi,
  write: () => Promise<WriteOutcome<T>>,
): Promise<WriteOutcome<T>> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return afterError(api, error);
  }
}
