import { z } from 'zod';
import { adviceFor } from './advice.ts';
import type { FoundProblem, KeyPath } from './config-problem.ts';

const tracker = z.record(z.string(), z.unknown()).catch({});
const skeleton = z.object({ trackers: z.array(tracker).catch([]) }).catch({ trackers: [] });

/** The keys that stand for a credential of their own, by the kinds that take an OAuth application in their place. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  linear: ['apiKey'],
  'jira-cloud': ['email', 'apiToken'],
};

/** Trackers with two credentials, and trackers without one. */
export function credentialProblems(file: unknown): FoundProblem[] {
  return skeleton.parse(file).trackers.flatMap((given, index) => {
    const keys = keysOf[String(given['kind'])] ?? [];
    const path: KeyPath = ['trackers', index];
    if (isGiven(given['oauth']))
      return beside(
        keys.filter((key) => isGiven(given[key])),
        path,
      );
    return keys
      .filter((key) => !isGiven(given[key]))
      .map((key) => ({
        path: [...path, key],
        what: 'is missing',
        do: adviceFor([...path, key]) ?? 'Give it a value.',
      }));
  });
}

function beside(keys: readonly string[], path: KeyPath): FoundProblem[] {
  if (keys.length === 0) return [];
  const names = keys.join(' and ');
  return [
    {
      path: [...path, 'oauth'],
      what: `stands beside ${names}, and a tracker has one credential`,
      do: `Remove ${names}, or oauth.`,
    },
  ];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
