import type { z } from 'zod';
import { trackerKinds } from '../trackers/tracker.ts';
import { adviceFor, patternOf } from './advice.ts';
import type { FoundProblem, KeyPath } from './config-problem.ts';
import { knownKeys, oauthKeys, trackerSchemas } from './file-schema.ts';
import { nearestName } from './nearest-name.ts';
import { valueAtPath } from './value-at-path.ts';

type Issue = z.core.$ZodIssue;

const wanted: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a whole number',
  array: 'a list',
  object: 'a section with keys of its own',
  record: 'a section with keys of its own',
};

/** What the schema found, in words for the person who wrote the file. `file` is the value that was judged. */
export function schemaProblems(issues: readonly Issue[], file: unknown): FoundProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownKey([...path, key], file));
    }
    const given = valueAtPath(file, path);
    if (given === undefined || given === null) return [missing(path)];
    if (issue.code === 'invalid_union' && issue.discriminator) return [unknownKind(path, given)];
    return [{ path, what: complaint(issue, given), do: adviceFor(path) ?? generalAdvice(issue, given) }];
  });
}

function missing(path: KeyPath): FoundProblem {
  return { path, what: 'is missing', do: adviceFor(path) ?? 'Give it a value or take the key away.' };
}

function unknownKind(path: KeyPath, given: unknown): FoundProblem {
  const near = nearestName(String(given), trackerKinds);
  return {
    path,
    what: `is no kind of tracker that Followthrough knows${near ? `; did you mean ${near}?` : ''}`,
    do: `Use one of ${trackerKinds.join(', ')}.`,
  };
}

function complaint(issue: Issue, given: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${wanted[issue.expected] ?? issue.expected} but is ${nameOfType(given)}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'is empty'
        : `is too small: ${String(issue.minimum)} is the least`;
    case 'too_big':
      return `is too big: ${String(issue.maximum)} is the most`;
    default:
      return issue.message;
  }
}

function generalAdvice(issue: Issue, given: unknown): string {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof given !== 'object') {
    return 'Put it in quotes.';
  }
  return 'Change it as described in docs/configuration.md.';
}

function nameOfType(given: unknown): string {
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object') return 'a section';
  if (typeof given === 'number') return Number.isInteger(given) ? 'a number' : 'a number with a fraction';
  return typeof given === 'string' ? 'text' : 'true or false';
}

function unknownKey(path: KeyPath, file: unknown): FoundProblem {
  const key = String(path.at(-1));
  const section = path.slice(0, -1);
  const kind = trackerKinds.find(
    (candidate) => candidate === valueAtPath(file, [...path.slice(0, 2), 'kind']),
  );
  const pattern = patternOf(section);
  if (pattern === 'trackers.*' && kind) return unknownTrackerKey(path, key, kind);
  if (pattern === 'trackers.*.oauth' && kind) return describeUnknown(path, key, oauthKeys[kind] ?? []);
  const named = patternOf([...section.slice(0, -1), '*']);
  return describeUnknown(path, key, knownKeys[pattern] ?? knownKeys[named] ?? []);
}

function unknownTrackerKey(path: KeyPath, key: string, kind: keyof typeof trackerSchemas): FoundProblem {
  const keys = Object.keys(trackerSchemas[kind].shape);
  const owner = trackerKinds.find((other) => key in trackerSchemas[other].shape);
  if (!owner) return describeUnknown(path, key, keys);
  return {
    path,
    what: `belongs to a tracker of kind ${owner}, and this one is ${kind}`,
    do: `Remove it or change the kind; ${kind} takes ${keys.join(', ')}.`,
  };
}

function describeUnknown(path: KeyPath, key: string, keys: readonly string[]): FoundProblem {
  const near = nearestName(key, keys);
  return {
    path,
    what: `is no key that Followthrough knows${near ? `; did you mean ${near}?` : ''}`,
    do: near ? `Write ${near}.` : `Remove it; the keys here are ${keys.join(', ')}.`,
  };
}
