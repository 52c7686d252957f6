import type { Incident } from './incident.ts';
import type { RepeatBook } from './repeat-book.ts';
import { causeKeys, inOrderOfStart } from './repeats.ts';

/** Ids of the incidents that another one repeats or shares service and cause with later, at any distance: only their items can have regressed. */
export function returnedIncidents(incidents: readonly Incident[], book: RepeatBook): string[] {
  const returned = new Set<string>();
  const last = new Map<string, string>();
  for (const incident of inOrderOfStart(incidents)) {
    const repeat = book.repeatOf(incident.id);
    if (repeat) returned.add(repeat.repeats.id);
    for (const key of causeKeys(incident)) {
      const before = last.get(key);
      if (before !== undefined) returned.add(before);
      last.set(key, incident.id);
    }
  }
  return [...returned];
}
