/** Are postmortems written, and in time? The shape of `report programme --json`, over the trailing 13 weeks. */
export interface ProgrammeReport {
  readonly week: string;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly team: string | null;
  readonly qualifying: number;
  readonly withPostmortem: number;
  /** withPostmortem / qualifying; null when none qualifies. */
  readonly coverage: number | null;
  readonly medianHoursToPublish: number | null;
  /** Share of the qualifying published in time; null when none qualifies. */
  readonly withinLimit: number | null;
  /** The policy's limit in hours. */
  readonly limitHours: number;
  /** Oldest first. */
  readonly missing: readonly MissingPostmortem[];
}

export interface MissingPostmortem {
  readonly incident: string;
  readonly title: string;
  readonly severity: string | null;
  readonly endedAt: Date;
}
