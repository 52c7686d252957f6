import type { QualityRule, RuleLevel } from '../postmortem/quality/rules.ts';

/** The organisation's rules, from the `policy` section of the configuration. */
export interface Policy {
  readonly label: string;
  readonly maxActionItems: number;
  readonly qualityRules: Readonly<Record<QualityRule, RuleLevel>>;
  /** Severity → days after creation; null leaves the item undated. `default` is always there. */
  readonly dueInDays: Readonly<Record<string, number | null>>;
  readonly requirePostmortemFor: readonly string[];
  readonly postmortemWithinHours: number;
  readonly repeatWindowDays: number;
  readonly slipping: { readonly moves: number; readonly days: number };
  readonly atRiskDays: number;
  readonly staleAfterDays: number;
  readonly verifyAfterDays: number;
  readonly unlinkedAfterHours: number;
  readonly droppedResolutions: readonly string[];
}
