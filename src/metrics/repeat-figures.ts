import type { Incident } from '../incidents/incident.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import { inOrderOfStart, type Repeat } from '../incidents/repeats.ts';
import type { Day } from '../lib/calendar.ts';
import { share } from './due-figures.ts';
import { openItemsAt, type OpenItem } from './open-items.ts';
import type { Span } from './span.ts';
import type { Timeline } from './timeline.ts';

export interface RepeatFigures {
  readonly incidents: number;
  readonly repeats: number;
  /** repeats / incidents; null when there was no incident. */
  readonly repeatRate: number | null;
  /** Repeats that started while an item of their line was unfinished. */
  readonly preventable: number;
  /** Every repeat, in order of its start, with those items. */
  readonly judged: readonly JudgedRepeat[];
}

export interface JudgedRepeat extends Repeat {
  readonly openItems: readonly OpenItem[];
}

/** Over incidents that started from `from` on and not after asOf. */
export function repeatFigures(
  incidents: readonly Incident[],
  book: RepeatBook,
  itemsOf: (incidentId: string) => readonly Timeline[],
  window: { readonly from: Date; readonly span: Span; readonly endOf: (day: Day) => Date },
): RepeatFigures {
  const counted = startedWithin(incidents, window.from, window.span);
  const judged = counted.flatMap((incident) => {
    const repeat = book.repeatOf(incident.id);
    if (!repeat) return [];
    const ofLine = book.lineOf(incident.id).flatMap((earlier) => itemsOf(earlier.id));
    return { ...repeat, openItems: openItemsAt(ofLine, incident.startedAt, window.endOf) };
  });
  return {
    incidents: counted.length,
    repeats: judged.length,
    repeatRate: share(judged.length, counted.length),
    preventable: judged.filter(({ openItems }) => openItems.length > 0).length,
    judged,
  };
}

/** The incidents that started from `from` on and not after asOf, in order of their start. */
export function startedWithin(incidents: readonly Incident[], from: Date, span: Span) {
  return inOrderOfStart(incidents).filter(
    ({ startedAt }) => startedAt >= from && startedAt.getTime() < span.before,
  );
}
