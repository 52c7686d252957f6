import type { ItemState } from '../actions/item-history.ts';
import type { Crossing } from '../actions/item-moment.ts';
import { flagKinds, type FlagKind } from '../flags/flag.ts';
import type { Standing } from '../flags/verification.ts';
import type { Day, Week } from '../lib/calendar.ts';
import { outcomes, type Outcome } from '../metrics/due-outcome.ts';
import { slipBinOf, type SlipBinName } from '../metrics/slip-bins.ts';
import type { Category, Priority } from '../postmortem/promise.ts';

/** The group of those that name none. */
export const noneNamed = 'none';

/** The numbers of the due set, and the items behind each: all, those whose day is over (`judged`), those that were completed, and each outcome. */
export const dueParts = ['all', 'judged', 'done', ...outcomes] as const;
export type DuePart = (typeof dueParts)[number];

/** The numbers of the flow, and the items behind each. */
export const flowParts = ['openAtStart', 'created', 'reopened', 'done', 'dropped', 'openAtEnd'] as const;
export type FlowPart = (typeof flowParts)[number];

/** The items behind the numbers of how long items take. */
export const durationParts = ['observed', 'completed', 'censored'] as const;
export type DurationPart = (typeof durationParts)[number];

/**
 * What a list of items is narrowed to; null does not narrow. `none` names the items without service, severity, priority or category. The parts of reports
 * (`due`, `flow`, `duration`, `revised`) are of the week.
 */
export interface ItemSelection {
  /** As it was at the end of the week; null for now. */
  readonly week: Week | null;
  readonly team: string | null;
  readonly service: string | null;
  readonly severity: string | null;
  readonly priority: Priority | typeof noneNamed | null;
  readonly category: Category | typeof noneNamed | null;
  readonly flag: FlagKind | null;
  readonly state: ItemState | null;
  /** Words that must stand in the text, the incident's id, the key or the owner, in any case. */
  readonly text: string | null;
  readonly due: DuePart | null;
  readonly flow: FlowPart | null;
  readonly duration: DurationPart | null;
  readonly moved: SlipBinName | null;
  readonly verified: Standing | 'named' | null;
  readonly revised: boolean;
}

export const everything: ItemSelection = {
  week: null,
  team: null,
  service: null,
  severity: null,
  priority: null,
  category: null,
  flag: null,
  state: null,
  text: null,
  due: null,
  flow: null,
  duration: null,
  moved: null,
  verified: null,
  revised: false,
};

/** Whether the selection asks for a number's items. What was finished before it was recorded is listed, and is in no number. */
export function isOfNumbers({ flag, moved, verified }: ItemSelection): boolean {
  return flag !== null || moved !== null || verified !== null;
}

/** An item of a list, as it stood, with the flags it carried. */
export interface ListedItem {
  readonly id: string;
  readonly createdAt: Date;
  readonly counts: boolean;
  readonly isOwed: boolean;
  readonly due: Day | null;
  readonly movedDays: number | null;
  /** The most urgent first. */
  readonly kinds: readonly FlagKind[];
}

/** Whether an item is one of those behind the selected number, its flag and its verification left aside. */
export function isInNumber({ counts, isOwed, movedDays }: ListedItem, selection: ItemSelection): boolean {
  const { moved } = selection;
  if (isOfNumbers(selection) && !counts) return false;
  return moved === null || (isOwed && slipBinOf(movedDays) === moved);
}

/** Whether an outcome is among those of a part of the due set. */
export function isOfDuePart(outcome: Outcome, part: DuePart): boolean {
  if (part === 'all') return true;
  if (part === 'judged') return outcome !== 'pending';
  if (part === 'done') return outcome === 'doneOnTime' || outcome === 'doneLate';
  return outcome === part;
}

/** An item over a week: whether it is unfinished at the end, and what it crossed within, in order. */
export interface FlowItem {
  readonly id: string;
  readonly isOwed: boolean;
  readonly crossings: readonly Crossing[];
}

/** How often an item is behind a number of the flow: once for each time it crossed. What it crosses first tells on which side it was before. */
export function timesInFlow({ isOwed, crossings }: FlowItem, part: FlowPart): number {
  if (part === 'openAtEnd') return Number(isOwed);
  if (part !== 'openAtStart') return crossings.filter((crossing) => crossing === part).length;
  const [first] = crossings;
  return Number(first === undefined ? isOwed : first === 'done' || first === 'dropped');
}

/** Those with the most urgent flag first, then by due date, undated ones last. */
export function inOrderOfUrgency(items: readonly ListedItem[]): ListedItem[] {
  return items.toSorted(
    (a, b) =>
      urgency(a) - urgency(b) ||
      inOrder(a.due ?? '~', b.due ?? '~') ||
      a.createdAt.getTime() - b.createdAt.getTime() ||
      inOrder(a.id, b.id),
  );
}

function urgency({ kinds: [first] }: ListedItem): number {
  return first ? flagKinds.indexOf(first) : flagKinds.length;
}

function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
