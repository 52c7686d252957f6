import { isUnfinished, type ItemEvent, type ItemField, type TrackedItem } from '../actions/item-history.ts';
import type { ItemAsOf, ItemMoment } from '../actions/item-moment.ts';
import { momentsOf } from '../actions/moments-of.ts';

/** What was true of an item; a field of which nothing is known is absent. */
export type Values = Readonly<Partial<Record<ItemField, string | null | undefined>>>;

/** An item with what was true of it at an instant, and since when. */
export interface Past {
  readonly item: TrackedItem;
  /** The item as it stood at the instant. */
  readonly asOf: ItemAsOf & { readonly moment: ItemMoment };
  readonly values: Values;
  /** Events since its creation, up to the instant, in order. */
  readonly events: readonly ItemEvent[];
  /** Since when the condition has held without a break, never before the creation; the creation where it does not hold. */
  since(condition: (values: Values) => boolean): Date;
}

/** The item as of `through`, changes at that very instant included; null when it was not created yet. */
export function pastOf(item: TrackedItem, through: Date): Past | null {
  if (item.createdAt > through) return null;
  const known = item.events.filter(({ occurredAt }) => occurredAt <= through);
  const moment = momentsOf({ ...item, events: known }).at(-1);
  if (!moment) return null;
  return {
    item,
    asOf: { ...item, moment },
    values: replay(item, known, () => {}),
    events: known.filter(({ occurredAt }) => occurredAt >= item.createdAt),
    since(condition) {
      let since: Date | null = null;
      replay(item, known, (values, at) => {
        since = condition(values) ? (since ?? at) : null;
      });
      return since ?? item.createdAt;
    },
  };
}

/** Unfinished; an item of which no state was ever stated is owed too. */
export function isOwed({ state }: { readonly state?: string | null | undefined }): boolean {
  return isUnfinished(state ?? 'open');
}

/**
 * Shows every moment from the creation on: what was true from then until the next one. Changes at one instant are one moment, since what was
 * true only between them was never true; all before the creation belong to it. Returns the last values.
 */
function replay(
  { createdAt }: TrackedItem,
  events: readonly ItemEvent[],
  see: (values: Values, at: Date) => void,
): Values {
  const values: Partial<Record<ItemField, string | null>> = {};
  let at = createdAt;
  for (const { field, value, occurredAt } of events) {
    if (occurredAt > at) {
      see(values, at);
      at = occurredAt;
    }
    values[field] = value;
  }
  see(values, at);
  return values;
}
