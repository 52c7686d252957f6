import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { count, shareText } from './wording.ts';

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
export function promisesAnswer(due: DueFigures): Html {
  const kept = keptText(due);
  const onTime = onTimeText(due);
  if (due.total === 0) return html`Nothing was due in this week.`;
  if (kept === null || onTime === null) {
    return html`${count(due.pending, 'item is', 'items are')} due in this week; no day has passed yet.`;
  }
  const waiting = due.pending > 0 && ` ${due.pending} more ${due.pending === 1 ? 'is' : 'are'} not due yet.`;
  return html`<strong>${kept}</strong> items due in this week were completed, <strong>${onTime}</strong> on
    time.${waiting}`;
}

function judged(due: DueFigures): number {
  return due.total - due.pending;
}
