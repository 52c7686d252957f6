import type { KeyPath } from './config-problem.ts';

/** What stands at the path in plain data; undefined where nothing does. */
export function valueAtPath(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null) return undefined;
    return Object.entries(part).find(([name]) => name === String(key))?.[1];
  }, value);
}
