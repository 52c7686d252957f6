/** What is known of one of a tracker's limits, from the headers of its answers. */
export interface LimitReading {
  /**
   * What the limit is on: `*` for everything sent to the tracker, and with a word behind it for another budget that everything is
   * taken from; else the vendor's own name of an endpoint.
   */
  readonly scope: string;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetsAt: Date | null;
  /** Nothing is sent before this; null when nothing holds it up. */
  readonly pausedUntil: Date | null;
  /** The tracker's reason for the pause. */
  readonly reason: string | null;
}

/** The limits of the trackers, shared by all processes of an installation and kept over restarts. */
export interface LimitLedger {
  /** Until when a call must wait that falls under these scopes, and why; null when it may go. May be a second old. */
  pauseOf(
    trackerId: string,
    scopes: readonly string[],
    now: Date,
  ): Promise<{ readonly until: Date; readonly reason: string } | null>;
  /** Keeps what an answer said. Never throws: a reading that is lost comes again with the next answer. */
  note(trackerId: string, readings: readonly LimitReading[], now: Date): Promise<void>;
}
