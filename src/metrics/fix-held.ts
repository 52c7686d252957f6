import { isUnfinished } from '../actions/item-history.ts';
import type { Incident } from '../incidents/incident.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import { share } from './due-figures.ts';
import type { Span } from './span.ts';
import { inStateSince, stepBefore, type Timeline } from './timeline.ts';

/** Incidents whose fixes are done long enough to be judged (`cleared`), and those that did not come back (`held`). */
export interface FixHeld {
  readonly cleared: number;
  readonly held: number;
  /** held / cleared; null when cleared is 0. */
  readonly rate: number | null;
}

/** Over all incidents known, however old: each is judged by the repeat window after the finish of its last item. */
export function fixHeld(
  incidents: readonly Incident[],
  book: RepeatBook,
  itemsOf: (incidentId: string) => readonly Timeline[],
  span: Span,
  repeatWindowDays: number,
): FixHeld {
  const judgedFrom = span.asOf.getTime() - repeatWindowDays * 86_400_000;
  let cleared = 0;
  let held = 0;
  for (const incident of incidents) {
    const finish = lastFinish(itemsOf(incident.id), span);
    if (finish === null || finish > judgedFrom) continue;
    cleared += 1;
    if (book.returnsAfter(incident.id, new Date(finish)).length === 0) held += 1;
  }
  return { cleared, held, rate: share(held, cleared) };
}

/** When the last item was done or cancelled (milliseconds); null while one is unfinished or when none was done. */
function lastFinish(timelines: readonly Timeline[], span: Span): number | null {
  let finish: number | null = null;
  let anyDone = false;
  for (const timeline of timelines) {
    const end = stepBefore(timeline, span.before);
    const state = timeline.steps[end]?.state;
    if (state === undefined) continue;
    if (isUnfinished(state)) return null;
    anyDone ||= state === 'done';
    finish = Math.max(finish ?? 0, inStateSince(timeline, end));
  }
  return anyDone ? finish : null;
}
