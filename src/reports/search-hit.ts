import type { ItemState } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import { countTerms, excerptOf, markMatches, type TextPiece } from './search-excerpt.ts';
import type { SearchTerm } from './search-words.ts';

/** What can be found. An incident stands for itself only while it has no postmortem. */
export const searchKinds = ['postmortem', 'incident', 'item'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** What is looked for, and what it is narrowed to; null does not narrow. */
export interface SearchSelection {
  readonly text: string | null;
  readonly kind: SearchKind | null;
  readonly service: string | null;
  readonly severity: string | null;
  /** The incident began on this day of the organisation, or later. */
  readonly from: Day | null;
  /** The incident began on this day, or earlier. */
  readonly to: Day | null;
  readonly cause: string | null;
  /** As it is now; leaves only action items. */
  readonly state: ItemState | null;
  /** Ids with commas between them. */
  readonly team: string | null;
}

/** Something that is recorded, before anybody marked in it what was looked for. */
export interface FoundEntry {
  readonly kind: SearchKind;
  /** Of the postmortem, the incident or the item. */
  readonly id: string;
  readonly postmortem: string | null;
  readonly incident: string;
  readonly title: string;
  readonly severity: string | null;
  readonly services: readonly string[];
  /** When the incident began. */
  readonly startedAt: Date | null;
  readonly item: FoundItem | null;
  /** Where else words may stand, by name, in the order in which they are shown. */
  readonly texts: readonly { readonly of: string; readonly text: string }[];
}

/** What is told of an action item beside its text. */
export interface FoundItem {
  readonly state: ItemState;
  readonly team: string;
  readonly owner: string | null;
  readonly due: Day | null;
  readonly issue: { readonly key: string; readonly url: string } | null;
  /** Whether its document no longer has it. */
  readonly isWithdrawn: boolean;
}

export interface SearchHit extends Omit<FoundEntry, 'texts'> {
  readonly titlePieces: readonly TextPiece[];
  /** The place that has the most of what was looked for, beside the title. */
  readonly excerpt: { readonly of: string; readonly pieces: readonly TextPiece[] } | null;
}

/** A stretch of what was found, the best first. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** How many of each kind there are, whichever kind is asked for. */
  readonly counts: Readonly<Record<SearchKind, number>>;
  readonly total: number;
  /** Whether only the first words were looked for, because there were too many. */
  readonly isCut: boolean;
}

/** What was found, with the place that shows why. Of an item nothing is quoted but what was looked for. */
export function searchHit({ texts, ...entry }: FoundEntry, terms: readonly SearchTerm[]): SearchHit {
  const told = texts.filter(({ text }) => text !== '');
  const counted = told.map((one) => ({ ...one, count: countTerms(one.text, terms) }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  const best = most > 0 || entry.item === null ? counted.find(({ count }) => count === most) : undefined;
  return {
    ...entry,
    titlePieces: markMatches(entry.title, terms),
    excerpt: best ? { of: best.of, pieces: excerptOf(best.text, terms) } : null,
  };
}
