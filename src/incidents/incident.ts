/** Something broke. Known from a postmortem or recorded without one. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly causes: readonly string[];
  /** The incident that this one declares to repeat. */
  readonly repeats: string | null;
  readonly customerVisible: boolean | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** When its postmortem was published (first recorded when it does not say); null without a postmortem. */
  readonly postmortemPublishedAt: Date | null;
}

export const pairVerdicts = ['confirmed', 'rejected'] as const;

/** What a person said of the pair "incident repeats other". */
export interface PairVerdict {
  readonly incidentId: string;
  readonly repeatsId: string;
  readonly verdict: (typeof pairVerdicts)[number];
}
