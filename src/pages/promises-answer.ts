import type { CompletionReport } from '../reports/completion-report.ts';
import { count, digits, percentNote, shareText } from './wording.ts';

type DueFigures = CompletionReport['due'];

/** Completed ones among those whose day is over: `4 of 9 (44 %)`; null when there is none to judge. */
export function keptText(due: DueFigures): string | null {
  return shareText(due.doneOnTime + due.doneLate, judged(due));
}

/** Those done on time among those whose day is over; null when there is none to judge. */
export function onTimeText(due: DueFigures): string | null {
  return shareText(due.doneOnTime, judged(due));
}

/** Did we keep our promises? One sentence. */
export function promisesAnswer(due: DueFigures): string {
  const whole = judged(due);
  const kept = due.doneOnTime + due.doneLate;
  if (due.total === 0) return 'Nothing was due in this week.';
  if (whole === 0) {
    return `${count(due.pending, 'item is', 'items are')} due in this week; no due day has passed yet.`;
  }
  const waiting = due.pending > 0 ? ` ${count(due.pending, 'more is', 'more are')} not due yet.` : '';
  return `${digits(kept)} of ${count(whole, 'item')} due in this week ${kept === 1 ? 'was' : 'were'} completed${percentNote(kept, whole)}, ${digits(due.doneOnTime)} on time${percentNote(due.doneOnTime, whole)}.${waiting}`;
}

function judged(due: DueFigures): number {
  return due.total - due.pending;
}
