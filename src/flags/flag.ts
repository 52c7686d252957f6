/** What a flag can say, the most urgent first. The conditions are those of docs/metrics.md. */
export const flagKinds = [
  'regressed',
  'slipping',
  'overdue',
  'ownerless',
  'unlinked',
  'missing',
  'undated',
  'cancelled_unexplained',
  'unverified',
  'at_risk',
  'stale',
  'vague',
] as const;
export type FlagKind = (typeof flagKinds)[number];

/** An item needs a human. */
export interface Flag {
  readonly kind: FlagKind;
  /** When its condition became true. */
  readonly since: Date;
  /** One sentence with the facts. */
  readonly evidence: string;
  /** One sentence on what to do about it. */
  readonly nextStep: string;
}

/** How many items carry each flag. */
export type FlagCounts = Readonly<Record<FlagKind, number>>;
