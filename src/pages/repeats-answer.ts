import type { RepeatRow, RepeatsReport } from '../reports/repeats-report.ts';
import { count, percentNote } from './wording.ts';

/** How many incidents came back, and how many of them while an action item of their line was unfinished. Two sentences. */
export function repeatsAnswer(report: RepeatsReport): string {
  const { incidents, repeats, preventable } = report;
  if (incidents === 0) return 'No incident started in the last 13 weeks.';
  if (repeats === 0) return `None of ${count(incidents, 'incident')} of the last 13 weeks was a repeat.`;
  const share = `${repeats} of ${count(incidents, 'incident')} of the last 13 weeks repeated an earlier one${percentNote(repeats, incidents)}.`;
  const were = preventable === 0 ? 'None' : String(preventable);
  return `${share} ${were} of them started while an action item that was to prevent it was unfinished.`;
}

/** `open 41 days, overdue 9 days`: how an item stood when the incident came back. */
export function openText(item: RepeatRow['openItems'][number]): string {
  const open = `open ${count(item.daysOpen, 'day')}`;
  if (item.daysOverdue === null) return `${open}, no due date`;
  return item.daysOverdue > 0
    ? `${open}, overdue ${count(item.daysOverdue, 'day')}`
    : `${open}, not yet overdue`;
}
