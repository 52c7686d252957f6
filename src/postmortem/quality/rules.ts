/** The rules a promise is judged by. Their names stand in JSON, in annotations and in the configuration. */
export const qualityRules = [
  'vague',
  'feeling',
  'blame',
  'no-test',
  'no-owner',
  'team-owner',
  'several-owners',
  'no-due-date',
  'past-due-date',
  'only-monitoring',
  'too-many',
  'already-open',
] as const;
export type QualityRule = (typeof qualityRules)[number];

/** What a finding of a rule counts for: nothing, a remark, or a check that fails. */
export const ruleLevels = ['off', 'warning', 'error'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** The part of the organisation's policy that promises are judged by. */
export interface QualityPolicy {
  readonly maxActionItems: number;
  readonly qualityRules: Readonly<Record<QualityRule, RuleLevel>>;
}

/** What one rule has to say about a promise: one sentence, and its author's words made into a better promise. */
export interface Finding {
  readonly rule: QualityRule;
  readonly message: string;
  readonly suggestion: string;
}
