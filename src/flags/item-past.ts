import {
  isUnfinished,
  valueAt,
  type ItemEvent,
  type ItemField,
  type TrackedItem,
} from '../actions/item-history.ts';

/** What was true of an item; a field of which nothing is known is absent. */
export type Values = Readonly<Partial<Record<ItemField, string | null | undefined>>>;

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
  const known = item.events.filter(({ occurredAt }) => occurredAt <= through);
  const values = replay(item, known, () => {});
  const owedAtFirst = isOwed({ state: valueAt(known, 'state', item.createdAt) });
  return {
    item,
    values,
    bornFinished: !owedAtFirst,
    everUnfinished: owedAtFirst || known.some((event) => isOwedState(event, item.createdAt)),
    events: known.filter(({ occurredAt }) => occurredAt >= item.createdAt),
    heldSince(condition) {
      if (!condition(values)) return null;
      let since: Date | null = null;
      replay(item, known, (moment, at) => {
        since = condition(moment) ? (since ?? at) : null;
      });
      return since;
    },
  };
}

/** Unfinished; an item of which no state was ever stated is owed too. */
export function isOwed(values: Values): boolean {
  return isUnfinished(values.state ?? 'open');
}

function isOwedState({ field, value, occurredAt }: ItemEvent, createdAt: Date): boolean {
  return field === 'state' && occurredAt > createdAt && isUnfinished(value);
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
