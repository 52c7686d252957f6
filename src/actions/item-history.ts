import type { Category, Level, Priority } from '../postmortem/promise.ts';

export const itemStates = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type ItemState = (typeof itemStates)[number];

/**
 * What can change about an item, and what the value of such a change is:
 * state (an ItemState) · due (a Day, null when removed) · assignee (a name, null when nobody) ·
 * assignee_active ('true' | 'false') · priority (a Priority or null) ·
 * issue ('present' | 'absent', as one sweep saw it) · reason (why it was cancelled) · accepted_until (a Day: risk accepted through it) ·
 * verified ('held' | 'not-held', what a person said of the fix) · activity (null: somebody did something else to the issue).
 */
export const itemFields = [
  'state',
  'due',
  'assignee',
  'assignee_active',
  'priority',
  'issue',
  'reason',
  'accepted_until',
  'verified',
  'activity',
] as const;
export type ItemField = (typeof itemFields)[number];

export const eventOrigins = ['document', 'tracker', 'review', 'followthrough'] as const;
/** Who made a change: the document, somebody in the tracker, the review meeting, or our own write. */
export type EventOrigin = (typeof eventOrigins)[number];

/** One change of an item. `value` is what is true from `occurredAt` on. */
export interface ItemEvent {
  readonly field: ItemField;
  readonly value: string | null;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly by: string | null;
  readonly origin: EventOrigin;
}

/** Where the item lives in a tracker. */
export interface IssueLink {
  readonly trackerId: string;
  readonly kind: string;
  readonly issueId: string;
  readonly key: string;
  readonly url: string;
  readonly linkedAt: Date;
}

/**
 * An item with everything that is known of its past. `events` are in order of `occurredAt`, ties in order of recording;
 * the first ones, at `createdAt`, give the state and promises it was created with.
 */
export interface TrackedItem {
  readonly id: string;
  readonly postmortemId: string;
  readonly incidentId: string;
  readonly text: string;
  readonly team: string;
  readonly services: readonly string[];
  readonly severity: string | null;
  readonly priority: Priority | null;
  readonly category: Category | null;
  readonly level: Level | null;
  /** How one will see that the fix holds. */
  readonly test: string | null;
  /** Names of the text rules that found a weakness (`vague`, …). */
  readonly weaknesses: readonly string[];
  /** When its postmortem was first recorded or, if earlier, published. */
  readonly createdAt: Date;
  readonly recordedAt: Date;
  readonly link: IssueLink | null;
  /** The tracker's own words on the write that was refused, or what it waits for; null when nothing stands. */
  readonly writeError: string | null;
  readonly events: readonly ItemEvent[];
}

/** The value of a field at an instant (changes at that very instant included); undefined when nothing was known of it yet. */
export function valueAt(
  events: readonly ItemEvent[],
  field: ItemField,
  instant: Date,
): string | null | undefined {
  let value: string | null | undefined;
  for (const event of events) {
    if (event.occurredAt > instant) break;
    if (event.field === field) value = event.value;
  }
  return value;
}

/** Whether a state is one in which work is still owed. */
export function isUnfinished(state: string | null | undefined): boolean {
  return state === 'open' || state === 'in_progress';
}
