import { existsSync, readFileSync } from 'node:fs';
import type { Policy } from '../actions/policy.ts';
import { type ConfigProblem, writtenPath } from './config-problem.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { Environment } from './environment.ts';
import { policySchema } from './file-schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { fillVariables, shieldVariables } from './variables.ts';
import { valueAtPath } from './value-at-path.ts';
import { readYaml } from './yaml-source.ts';

export type LoadedPolicy = { readonly policy: Policy } | { readonly problems: ConfigProblem[] };

/**
 * The policy alone, for a check that has none of the secrets the rest of the file asks for. Where there is no file, or none of its
 * lines is about the policy, it is the default one. What is wrong outside the policy is not looked at.
 */
export function loadPolicy(from: { path: string; environment: Environment }): LoadedPolicy {
  const { path, environment } = from;
  if (!existsSync(path)) return { policy: deepFreeze(policySchema.parse({})) };
  const source = readYaml(shieldVariables(readFileSync(path, 'utf8')));
  if (source.errors.length > 0) {
    return {
      problems: source.errors.slice(0, 1).map(({ line, message }) => ({
        file: path,
        line,
        path: '',
        what: `cannot be read as YAML: ${message}`,
        do: 'Mend this line; values that begin with @ * & ! % { [ or hold ": " need quotes.',
      })),
    };
  }
  const filled = fillVariables({ policy: valueAtPath(source.value, ['policy']) ?? {} }, environment);
  const parsed = policySchema.safeParse(valueAtPath(filled.value, ['policy']));
  if (parsed.success && filled.problems.length === 0) return { policy: deepFreeze(parsed.data) };
  const issues = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ ...issue, path: ['policy', ...issue.path] }));
  const problems = [...filled.problems, ...schemaProblems(issues, filled.value)];
  return {
    problems: problems.map((problem) => ({
      file: path,
      line: source.lineOf(problem.path),
      path: writtenPath(problem.path),
      what: problem.what,
      do: problem.do,
    })),
  };
}
