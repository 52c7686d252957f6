import type { Flag } from './flag.ts';
import type { FlagContext } from './flag-context.ts';
import type { Past } from './item-past.ts';

/** What a rule found; null when the flag is not raised. */
export type Finding = Omit<Flag, 'kind'> | null;

/** One flag's condition. */
export type FlagRule = (past: Past, context: FlagContext) => Finding;

/** The latest of the instants. */
export function latest(...instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

/** `1 day`, `3 days`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
