import type { ItemRow } from '../reports/item-row.ts';

export type FlagKind = ItemRow['flags'][number]['kind'];

/** late: a promise is broken · warn: one is about to be · note: something is left unsaid. */
export type Tone = 'late' | 'warn' | 'note';

const words: Readonly<Record<FlagKind, { readonly name: string; readonly tone: Tone }>> = {
  regressed: { name: 'Regressed', tone: 'late' },
  slipping: { name: 'Slipping', tone: 'warn' },
  overdue: { name: 'Overdue', tone: 'late' },
  ownerless: { name: 'Ownerless', tone: 'note' },
  unlinked: { name: 'Unlinked', tone: 'warn' },
  missing: { name: 'Issue missing', tone: 'late' },
  undated: { name: 'Undated', tone: 'note' },
  cancelled_unexplained: { name: 'Cancelled, no reason', tone: 'note' },
  unverified: { name: 'Unverified', tone: 'note' },
  at_risk: { name: 'At risk', tone: 'warn' },
  stale: { name: 'Stale', tone: 'warn' },
  vague: { name: 'Vague', tone: 'note' },
};

/** The flags as the pages order them, the most urgent first. */
export const flagOrder = Object.keys(words).filter((kind): kind is FlagKind => kind in words);

export function flagName(kind: FlagKind): string {
  return words[kind].name;
}

export function flagTone(kind: FlagKind): Tone {
  return words[kind].tone;
}
