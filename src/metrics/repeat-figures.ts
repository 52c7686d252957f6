import type { Incident } from '../incidents/incident.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import { inOrderOfStart, type Repeat, type StartedIncident } from '../incidents/repeats.ts';
import type { Day } from '../lib/calendar.ts';
import { openItemsAt, type OpenItem, type OpenStretch } from './open-items.ts';

export interface JudgedRepeat extends Repeat {
  /** Items of its line that were unfinished when it started; with at least one the repeat was preventable. */
  readonly openItems: readonly OpenItem[];
}

/** Every repeat among the incidents, in their order, with the items that were open then. Stretches of items of any line. */
export function judgedRepeats(
  incidents: readonly StartedIncident[],
  book: RepeatBook,
  stretches: readonly OpenStretch[],
  endOf: (day: Day) => Date,
): JudgedRepeat[] {
  const ofIncident = Map.groupBy(stretches, ({ incidentId }) => incidentId);
  return incidents.flatMap((incident) => {
    const repeat = book.repeatOf(incident.id);
    if (!repeat) return [];
    const openItems = book
      .lineOf(incident.id)
      .flatMap(({ id }) => openItemsAt(ofIncident.get(id) ?? [], incident.startedAt, endOf));
    return { ...repeat, openItems };
  });
}

/** The incidents that started from `from` through `through`, in order of their start. */
export function startedWithin(
  incidents: readonly Incident[],
  { from, through }: { readonly from: Date; readonly through: Date },
): StartedIncident[] {
  return inOrderOfStart(
    incidents.filter(({ startedAt }) => startedAt !== null && startedAt >= from && startedAt <= through),
  );
}
