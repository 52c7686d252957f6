import type { Day } from '../lib/calendar.ts';
import type { Priority } from '../postmortem/promise.ts';
import type { IssueLink, ItemState, TrackedItem } from './item-history.ts';

/** The ways across the line between unfinished and finished, the first being its creation. */
export const crossings = ['created', 'reopened', 'done', 'dropped'] as const;
export type Crossing = (typeof crossings)[number];

/**
 * A stretch of an item's life in which nothing changed that anybody asks about, and all that was true in it. Changes of state and due date at one
 * instant make moments of no length, since every crossing counts; other changes at one instant make one moment.
 */
export interface ItemMoment {
  readonly from: Date;
  /** When the next one began; null for the present one. */
  readonly to: Date | null;
  /** Whether the item counts in the numbers: it was not finished when it was created. */
  readonly counts: boolean;
  readonly state: ItemState;
  readonly stateSince: Date;
  /** What the change that began this moment crossed. */
  readonly crossing: Crossing | null;
  readonly due: Day | null;
  /** The first due date ever given to it. */
  readonly firstDue: Day | null;
  /** Moves to a later day than the last date that stood, also after a removal. */
  readonly moves: number;
  /** Calendar days from the first due date to the present one, 0 if that is earlier; null without a due date. */
  readonly movedDays: number | null;
  /** The date that stood before, when the change that began this moment moved it to a later day. */
  readonly pushedFrom: Day | null;
  /** Of a finished item, the due date as it stood when it was finished. */
  readonly finishedDue: Day | null;
  readonly assignee: string | null;
  readonly isAssigneeActive: boolean;
  /** The tracker's priority, or the document's where no tracker has spoken. */
  readonly priority: Priority | null;
  /** When somebody last did something to its issue; what we write or see ourselves does not count. */
  readonly touchedAt: Date | null;
  /** In how many sweeps in a row its issue was not there. */
  readonly absences: number;
  /** Whether a reason was given since it was last opened. */
  readonly isExplained: boolean;
  /** Risk accepted through this day, which may be over. */
  readonly acceptedUntil: Day | null;
  /** What a person said since its completion of whether the fix held. */
  readonly verdict: ItemVerdict | null;
  readonly verdictAt: Date | null;
  /** Whether work was ever owed: an item recorded as finished is history until somebody reopens it. */
  readonly wasEverOwed: boolean;
}

export const itemVerdicts = ['held', 'not-held'] as const;
export type ItemVerdict = (typeof itemVerdicts)[number];

/** What of a moment decides flags and numbers. */
export type MomentFacts = Pick<
  ItemMoment,
  | 'counts'
  | 'state'
  | 'stateSince'
  | 'due'
  | 'moves'
  | 'movedDays'
  | 'assignee'
  | 'isAssigneeActive'
  | 'priority'
  | 'touchedAt'
  | 'absences'
  | 'isExplained'
  | 'acceptedUntil'
  | 'verdict'
  | 'verdictAt'
  | 'wasEverOwed'
>;

/** An item as it stood at an instant: what never changes of it, and the moment. */
export interface ItemAsOf extends Pick<
  TrackedItem,
  | 'id'
  | 'incidentId'
  | 'team'
  | 'services'
  | 'severity'
  | 'category'
  | 'test'
  | 'weaknesses'
  | 'createdAt'
  | 'recordedAt'
> {
  readonly link: Pick<IssueLink, 'key' | 'linkedAt'> | null;
  readonly moment: MomentFacts;
}
