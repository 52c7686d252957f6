import type { Priority } from '../../postmortem/promise.ts';

/** The names Jira sites give their priorities, old defaults (Blocker…Trivial) and P-numbers included. */
const meanings: Readonly<Record<string, Priority>> = {
  highest: 'urgent',
  urgent: 'urgent',
  blocker: 'urgent',
  p0: 'urgent',
  high: 'high',
  critical: 'high',
  p1: 'high',
  medium: 'medium',
  normal: 'medium',
  major: 'medium',
  p2: 'medium',
  low: 'low',
  lowest: 'low',
  minor: 'low',
  trivial: 'low',
  p3: 'low',
  p4: 'low',
};

/** What a priority of the site means; null when nobody can tell. */
export function priorityOf(name: string | null | undefined): Priority | null {
  return meanings[name?.trim().toLowerCase() ?? ''] ?? null;
}

/** The site's own name for our priority, the most urgent one that means it; null when it has none. */
export function nameOfPriority(siteNames: readonly string[], priority: Priority): string | null {
  return siteNames.find((name) => priorityOf(name) === priority) ?? null;
}
