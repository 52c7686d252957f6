import { createHash } from 'node:crypto';
import type { Remark } from './check-promises.ts';

/** One entry of GitLab's code quality report, with the keys it documents for tools of one's own. */
export interface GitlabEntry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'minor' | 'major';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** The report a merge request shows. Fingerprints tell old from new, so they hold no line: a finding that moved is the same. */
export function gitlabReport(remarks: readonly Remark[]): GitlabEntry[] {
  const seen = new Map<string, number>();
  return remarks.map(({ source, line, level, rule, message, suggestion, about }) => {
    const identity = JSON.stringify([source, rule, about]);
    const earlier = seen.get(identity) ?? 0;
    seen.set(identity, earlier + 1);
    return {
      description: suggestion === null ? message : `${message} → ${suggestion}`,
      check_name: rule,
      fingerprint: createHash('sha256').update(`${earlier} ${identity}`).digest('hex').slice(0, 32),
      severity: level === 'error' ? 'major' : 'minor',
      location: { path: source, lines: { begin: line } },
    };
  });
}
