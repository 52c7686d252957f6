import type { ItemAsOf } from '../actions/item-moment.ts';
import type { Flag } from './flag.ts';
import type { FlagContext } from './flag-context.ts';
import type { Past } from './item-past.ts';

/** What is said of a flag that is raised. */
export type Finding = Omit<Flag, 'kind'>;

/** One flag. Whether it is raised is seen in the moment alone, so that many items can be counted; since when and why needs the history. */
export interface FlagRule {
  readonly isRaised: (item: ItemAsOf, context: FlagContext) => boolean;
  /** Only asked where it is raised. */
  readonly explain: (past: Past, context: FlagContext) => Finding;
}

/** The latest of the instants. */
export function latest(...instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

/** `1 day`, `3 days`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
