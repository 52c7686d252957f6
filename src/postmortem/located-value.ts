import type { DocumentProblem } from './document.ts';

/** A value of a JSON or YAML text with the line on which it begins. */
export type Located =
  | { readonly kind: 'scalar'; readonly line: number; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Located[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly Entry[] };

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Located;
}

/** The values of a text, one for each document it holds, or what keeps it from being read. */
export type LocatedText = { readonly values: readonly Located[] } | { readonly problem: DocumentProblem };

/** Nested deeper than any postmortem; deeper ones are refused before they exhaust the stack. */
export const deepestValue = 60;

/** How a problem names the kind of a value. */
export function kindName(value: Located): string {
  if (value.kind !== 'scalar') return value.kind === 'list' ? 'a list' : 'an object';
  if (value.value === null) return 'null';
  if (typeof value.value === 'string') return value.value === '' ? 'an empty text' : 'a text';
  return typeof value.value === 'number' ? 'a number' : 'true or false';
}
