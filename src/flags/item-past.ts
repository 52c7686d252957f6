import { isUnfinished, type ItemEvent, type ItemField, type TrackedItem } from '../actions/item-history.ts';

/** What was true of an item; a field of which nothing is known is absent. */
export type Values = Readonly<Partial<Record<ItemField, string | null>>>;

/** An item with what was true of it at an instant, and since when. */
export interface Past {
  readonly item: TrackedItem;
  readonly values: Values;
  /** Already done or cancelled when it was created: it counts in no number. */
  readonly bornFinished: boolean;
  /** Whether work was ever owed: an item recorded as finished is history until somebody reopens it. */
  readonly everUnfinished: boolean;
  /** Events since its creation, up to the instant, in order. */
  readonly events: readonly ItemEvent[];
  /** Since when the condition has held without a break; null when it does not hold. Never before the creation. */
  heldSince(condition: (values: Values) => boolean): Date | null;
}

/** The item as of `through`, changes at that very instant included; null when it was not created yet. */
export function pastOf(item: TrackedItem, through: Date): Past | null {
  if (item.createdAt > through) return null;
  const moments = momentsOf(item, through);
  const values = moments.at(-1)?.values ?? {};
  return {
    item,
    values,
    bornFinished: !isOwed(moments[0]?.values ?? {}),
    everUnfinished: moments.some((moment) => isOwed(moment.values)),
    events: item.events.filter(({ occurredAt }) => occurredAt >= item.createdAt && occurredAt <= through),
    heldSince(condition) {
      const broken = moments.findLastIndex((moment) => !condition(moment.values));
      return moments[broken + 1]?.at ?? null;
    },
  };
}

/** Unfinished; an item of which no state was ever stated is owed too. */
export function isOwed(values: Values): boolean {
  return isUnfinished(values.state ?? 'open');
}

function momentsOf(item: TrackedItem, through: Date) {
  let values: Values = {};
  const moments = [{ at: item.createdAt, values }];
  for (const event of item.events) {
    if (event.occurredAt > through) break;
    values = { ...values, [event.field]: event.value };
    const at = event.occurredAt > item.createdAt ? event.occurredAt : item.createdAt;
    const last = moments.at(-1);
    // Changes at one instant are one moment: what was true only between them was never true.
    if (last && last.at.getTime() === at.getTime()) moments[moments.length - 1] = { at, values };
    else moments.push({ at, values });
  }
  return moments;
}
