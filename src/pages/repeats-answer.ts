import type { IncidentPart } from '../reports/incident-selection.ts';
import type { RepeatRow, RepeatsReport } from '../reports/repeats-report.ts';
import { count, digits, percentNote } from './wording.ts';

/**
 * How many incidents came back, and how many of them while an action item of their line was unfinished. Two sentences in pieces; `figure` shows a
 * number and may lead to the incidents behind it.
 */
export function repeatsAnswer<Piece>(
  { incidents, repeats, preventable }: RepeatsReport,
  figure: (n: number, part: IncidentPart) => Piece,
): readonly (string | Piece)[] {
  const noun = incidents === 1 ? 'incident' : 'incidents';
  if (incidents === 0) return ['No incident started in the last 13 weeks.'];
  if (repeats === 0) {
    return ['None of ', figure(incidents, 'incidents'), ` ${noun} of the last 13 weeks was a repeat.`];
  }
  return [
    figure(repeats, 'repeats'),
    ' of ',
    figure(incidents, 'incidents'),
    ` ${noun} of the last 13 weeks repeated an earlier one${percentNote(repeats, incidents)}. `,
    preventable === 0 ? 'None' : figure(preventable, 'preventable'),
    ' of them started while an action item that was to prevent it was unfinished.',
  ];
}

/** The same as plain text. */
export function repeatsText(report: RepeatsReport): string {
  return repeatsAnswer(report, digits).join('');
}

/** `open 41 days, overdue 9 days`: how an item stood when the incident came back. */
export function openText(item: RepeatRow['openItems'][number]): string {
  const open = `open ${count(item.daysOpen, 'day')}`;
  if (item.daysOverdue === null) return `${open}, no due date`;
  return item.daysOverdue > 0
    ? `${open}, overdue ${count(item.daysOverdue, 'day')}`
    : `${open}, not yet overdue`;
}
