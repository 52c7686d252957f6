import {
  isUnfinished,
  itemStates,
  valueAt,
  type ItemState,
  type TrackedItem,
} from '../../src/actions/item-history.ts';
import type { Day } from '../../src/lib/calendar.ts';

/** The item's state and due date from `at` (milliseconds) on. */
export interface Step {
  readonly at: number;
  readonly state: ItemState;
  readonly due: Day | null;
}

/** What the numbers need of an item's past: one step at its creation and one for each change since, in order. */
export interface Timeline {
  readonly item: TrackedItem;
  readonly steps: readonly [Step, ...Step[]];
}

/**
 * The timeline of an item, or null for one that was already done or cancelled when it was created: it counts in no number, also
 * when it is reopened later. Changes at one instant happen one after another in order of recording. Before its creation only the
 * last values matter, and a due date given at creation comes first. An item whose state was never stated is open: nobody said it is done.
 */
export function timelineOf(item: TrackedItem): Timeline | null {
  const state = stateNamed(valueAt(item.events, 'state', item.createdAt)) ?? 'open';
  if (!isUnfinished(state)) return null;

  const createdAt = item.createdAt.getTime();
  let last: Step = { at: createdAt, state, due: null };
  let dated = false;
  const steps: [Step, ...Step[]] = [last];
  const first = (due: Day | null): void => {
    last = { at: createdAt, state, due };
    steps[0] = last;
  };
  for (const event of item.events) {
    const at = event.occurredAt.getTime();
    if (event.field === 'due' && (at < createdAt || (at === createdAt && !dated))) {
      first(event.value);
      dated = at === createdAt;
    } else if (event.field === 'due' && event.value !== last.due) {
      last = { at, state: last.state, due: event.value };
      steps.push(last);
    } else if (event.field === 'state' && at > createdAt) {
      const next = stateNamed(event.value);
      if (next === null || next === last.state) continue;
      last = { at, state: next, due: last.due };
      steps.push(last);
    }
  }
  return { item, steps };
}

/** The timelines of the items that count. */
export function timelinesOf(items: readonly TrackedItem[]): Timeline[] {
  return items.map(timelineOf).filter((timeline) => timeline !== null);
}

/** The last step before an instant (exclusive, in milliseconds), as an index into `steps`; -1 before the creation. */
export function stepBefore(timeline: Timeline, instant: number): number {
  return timeline.steps.findLastIndex((step) => step.at < instant);
}

/** When the item came into the state it has at step `index`; milliseconds. */
export function inStateSince(timeline: Timeline, index: number): number {
  const { state } = timeline.steps[index] ?? timeline.steps[0];
  let since = index;
  while (since > 0 && timeline.steps[since - 1]?.state === state) since -= 1;
  return (timeline.steps[since] ?? timeline.steps[0]).at;
}

function stateNamed(name: string | null | undefined): ItemState | null {
  return itemStates.find((state) => state === name) ?? null;
}
