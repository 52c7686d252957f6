import type { Inline } from './blocks.ts';
import type { Category, Priority } from './promise.ts';

export const fieldNames = [
  'owner',
  'due',
  'priority',
  'category',
  'level',
  'test',
  'ticket',
  'done',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** One field of an item as it stands in a cell or a nested line. */
export interface Field {
  readonly inline: Inline;
  readonly line: number;
  /** Whether the document uses our own word for the field, so that an unknown value is worth a remark. */
  readonly native: boolean;
}

/** An action item as it was found, before its words are taken apart. */
export interface Draft extends Place {
  readonly line: number;
  readonly inline: Inline;
  readonly fields: ReadonlyMap<FieldName, Field>;
  /** Text that belongs to the item without being it: nested remarks, the paragraph under its heading. */
  readonly notes: readonly Inline[];
  /** Whether a check box shows that somebody meant an item here even where the text is missing. */
  readonly meant: boolean;
  /** Whether it was found in running prose, where it is easily a mere hope. */
  readonly prose?: boolean;
}

/** Where a draft was found: the path of headings, and what they say of all the items under them. */
export interface Place {
  readonly section: string | null;
  readonly groupDone: boolean | null;
  readonly groupCategory: Category | null;
  readonly groupPriority?: Priority | null;
  readonly groupOwner?: string | null;
  /** A due date as it is written there. */
  readonly groupDue?: string | null;
}
