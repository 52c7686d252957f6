import { readFileSync } from 'node:fs';
import { assemble } from './assemble.ts';
import type { Config } from './config.ts';
import { type ConfigProblem, type FoundProblem, type KeyPath, writtenPath } from './config-problem.ts';
import { credentialProblems } from './credential-problems.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { Environment } from './environment.ts';
import { fileSchema } from './file-schema.ts';
import { referenceProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import { fillVariables, shieldVariables } from './variables.ts';
import { readYaml, type YamlError } from './yaml-source.ts';

export type LoadedConfig = { readonly config: Config } | { readonly problems: ConfigProblem[] };

/** The configuration of the file, whole and frozen, or every problem in it at once, in order of lines. */
export function loadConfig(from: { path: string; environment: Environment }): LoadedConfig {
  const file = readText(from.path);
  return 'problem' in file
    ? { problems: [file.problem] }
    : readConfig(file.text, from.path, from.environment);
}

/** As `loadConfig`, of text that is said to come from `path`. */
export function readConfig(text: string, path: string, environment: Environment): LoadedConfig {
  const source = readYaml(shieldVariables(text));
  if (source.errors.length > 0) {
    return {
      problems: firstPerLine(source.errors).map(({ line, message }) => ({
        file: path,
        line,
        path: '',
        what: `cannot be read as YAML: ${message}`,
        do: 'Mend this line; values that begin with @ * & ! % { [ or hold ": " need quotes.',
      })),
    };
  }
  if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
    const what = source.value === null ? 'is empty' : 'does not hold keys at its top level';
    return {
      problems: [
        { file: path, line: 1, path: '', what, do: 'Start from config/followthrough.example.yaml.' },
      ],
    };
  }

  const filled = fillVariables(withoutEmptySections(source.value), environment);
  const parsed = fileSchema.safeParse(filled.value);
  const problems = distinct([
    ...filled.problems,
    ...referenceProblems(filled.value),
    ...credentialProblems(filled.value),
    ...(parsed.success ? [] : schemaProblems(parsed.error.issues, filled.value)),
  ])
    .map((problem) => ({
      file: path,
      line: source.lineOf(problem.path),
      path: writtenPath(problem.path),
      what: problem.what,
      do: problem.do,
    }))
    .toSorted((one, other) => one.line - other.line);
  return parsed.success && problems.length === 0
    ? { config: deepFreeze(assemble(parsed.data)) }
    : { problems };
}

/** One slip makes the parser stumble many times; the first time on a line is the one to mend. */
function firstPerLine(errors: readonly YamlError[]): YamlError[] {
  return errors.filter((error, at) => errors.findIndex((other) => other.line === error.line) === at);
}

/** A section whose every line is commented out is YAML's null; it was left out. */
function withoutEmptySections(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

/** One problem per key, the first: a variable that is missing explains an address that is wrong. */
function distinct(problems: readonly FoundProblem[]): FoundProblem[] {
  const byPlace = new Map<string, FoundProblem>();
  for (const problem of problems) {
    const place = keyOf(problem.path);
    if (!byPlace.has(place)) byPlace.set(place, problem);
  }
  return [...byPlace.values()];
}

function keyOf(path: KeyPath): string {
  return JSON.stringify(path);
}

function readText(path: string): { text: string } | { problem: ConfigProblem } {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = error instanceof Error ? error.message : String(error);
    return {
      problem: {
        file: path,
        line: null,
        path: '',
        what: isAbsent ? 'does not exist' : `cannot be read (${reason})`,
        do: 'Copy config/followthrough.example.yaml there and fill it in, name another file with --config, or try npm run demo.',
      },
    };
  }
}
