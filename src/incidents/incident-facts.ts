import type { Incident } from './incident.ts';

/** What can be said of an incident, by its postmortem or by a person who records it. Null and the empty list mean: nothing was said. */
export interface IncidentFacts extends Pick<
  Incident,
  'severity' | 'services' | 'causes' | 'repeats' | 'customerVisible' | 'startedAt' | 'endedAt'
> {
  readonly title: string | null;
  readonly summary: string | null;
  readonly rootCause: string | null;
}

export const factNames = [
  'title',
  'severity',
  'services',
  'causes',
  'repeats',
  'customerVisible',
  'startedAt',
  'endedAt',
  'summary',
  'rootCause',
] as const satisfies readonly (keyof IncidentFacts)[];
export type FactName = (typeof factNames)[number];

/** Nothing is said of anything. */
export const unsaid: IncidentFacts = {
  title: null,
  severity: null,
  services: [],
  causes: [],
  repeats: null,
  customerVisible: null,
  startedAt: null,
  endedAt: null,
  summary: null,
  rootCause: null,
};

/** The facts of which something is said. */
export function statedIn(facts: IncidentFacts): FactName[] {
  return factNames.filter((name) => isStated(facts[name]));
}

/** The facts of `first`, and where `first` says nothing those of `second`. */
export function joined(first: IncidentFacts, second: IncidentFacts): IncidentFacts {
  return pick((name) => (isStated(first[name]) ? first : second));
}

/** Each fact from whom `whose` says. */
export function pick(whose: (name: FactName) => IncidentFacts): IncidentFacts {
  return {
    title: whose('title').title,
    severity: whose('severity').severity,
    services: whose('services').services,
    causes: whose('causes').causes,
    repeats: whose('repeats').repeats,
    customerVisible: whose('customerVisible').customerVisible,
    startedAt: whose('startedAt').startedAt,
    endedAt: whose('endedAt').endedAt,
    summary: whose('summary').summary,
    rootCause: whose('rootCause').rootCause,
  };
}

function isStated(fact: IncidentFacts[FactName]): boolean {
  return Array.isArray(fact) ? fact.length > 0 : fact !== null;
}

/** Whether two facts say the same; names in any order. */
export function saysTheSame(one: IncidentFacts, other: IncidentFacts, name: FactName): boolean {
  const [first, second] = [one[name], other[name]];
  if (Array.isArray(first) && Array.isArray(second)) {
    return first.length === second.length && first.every((word) => second.includes(word));
  }
  return comparable(first) === comparable(second);
}

function comparable(fact: IncidentFacts[FactName]): unknown {
  return fact instanceof Date ? fact.getTime() : fact;
}
