import type { FoundProblem, KeyPath } from './config-problem.ts';
import type { Environment } from './environment.ts';

const open = '\uE000';
const close = '\uE001';
const written = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const shielded = new RegExp(`\\$${open}([^${close}]*)${close}`, 'g');

/**
 * Puts `${NAME}` out of YAML's sight, length unchanged. Braces mean something inside `{ … }`, so YAML itself could not read
 * `{ apiKey: ${KEY} }`; and a value filled in after parsing can never become structure.
 */
export function shieldVariables(text: string): string {
  return text.replaceAll(written, `$$${open}$1${close}`);
}

/** The value with every variable filled in, and a problem for each that is missing, empty or misspelt. */
export function fillVariables(
  value: unknown,
  environment: Environment,
): { value: unknown; problems: FoundProblem[] } {
  const problems: FoundProblem[] = [];
  return { value: fill(value, []), problems };

  function fill(part: unknown, path: KeyPath): unknown {
    if (typeof part === 'string') return fillText(part, path);
    if (Array.isArray(part)) return part.map((entry, index) => fill(entry, [...path, index]));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, entry]) => [key, fill(entry, [...path, key])]));
  }

  function fillText(text: string, path: KeyPath): string {
    if (text.includes('${')) {
      problems.push({
        path,
        what: 'has a ${…} that names no variable',
        do: 'Write ${NAME}: letters, digits and _ only; a default inside the braces is not supported.',
      });
    }
    return text.replaceAll(shielded, (_, name: string) => {
      const found = environment[name];
      if (found) return found;
      problems.push({
        path,
        what: `needs the environment variable ${name}, which is ${found === '' ? 'empty' : 'not set'}`,
        do: `Set ${name} in the environment or in .env, or leave the key out if it may be left out.`,
      });
      return '';
    });
  }
}
