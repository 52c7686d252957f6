export const trackerErrorKinds = [
  'unauthorised',
  'forbidden',
  'not-found',
  'rate-limited',
  'refused',
  'unreachable',
  'unreadable',
] as const;
export type TrackerErrorKind = (typeof trackerErrorKinds)[number];

/**
 * A tracker did not answer a read as hoped. `unreachable`: no answer, a time-out or a 5xx. `unreadable`: an answer that is not what
 * the vendor documents. `unsent`: nobody was there to take the request, so it cannot have done anything. The message names the
 * tracker and what to do, never contents or secrets.
 */
export class TrackerError extends Error {
  readonly kind: TrackerErrorKind;
  readonly trackerId: string;
  readonly retryAfter: Date | null;
  readonly unsent: boolean;

  constructor(
    trackerId: string,
    kind: TrackerErrorKind,
    message: string,
    retryAfter: Date | null = null,
    unsent = false,
  ) {
    super(message);
    this.name = 'TrackerError';
    this.trackerId = trackerId;
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.unsent = unsent;
  }
}

/** Whether every other call would end the same way until somebody mends the credential or the connection. */
export function isTrackerWide(error: TrackerError): boolean {
  return error.kind === 'unauthorised' || error.unsent;
}
