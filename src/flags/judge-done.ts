import type { FlagContext } from './flag-context.ts';
import { isRegressed, type FixedItem } from './regressed.ts';
import { verificationOf, type TestedItem } from './verification.ts';

/** What decides the flags of a finished item that its moment alone does not show. */
export interface JudgedItem extends FixedItem, TestedItem {
  readonly id: string;
  readonly moment: FixedItem['moment'] & TestedItem['moment'];
}

/** What only the book of repeats and the words of tests tell of finished items: the ids of those that carry the flag. */
export function judgeDone(
  items: readonly JudgedItem[],
  context: FlagContext,
): { readonly regressed: readonly string[]; readonly unverified: readonly string[] } {
  const idsOf = (those: readonly JudgedItem[]) => those.map(({ id }) => id);
  return {
    regressed: idsOf(items.filter((item) => isRegressed(item, context))),
    unverified: idsOf(items.filter((item) => verificationOf(item, context)?.standing === 'unverified')),
  };
}
