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
 * the vendor documents. The message names the tracker and what to do, never contents or secrets.
 */
export class TrackerError extends Error {
  readonly kind: TrackerErrorKind;
  readonly trackerId: string;
  readonly retryAfter: Date | null;

  constructor(trackerId: string, kind: TrackerErrorKind, message: string, retryAfter: Date | null = null) {
    super(message);
    this.name = 'TrackerError';
    this.trackerId = trackerId;
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}
