import type { CompletionReport } from '../reports/completion-report.ts';
import type { DuePart } from '../reports/item-selection.ts';
import { percentNote, shareText } from './wording.ts';

type DueFigures = CompletionReport['due'];

/** The number of a part of the due set. */
export function dueNumber(due: DueFigures, part: DuePart): number {
  if (part === 'all') return due.total;
  if (part === 'judged') return due.total - due.pending;
  if (part === 'done') return due.doneOnTime + due.doneLate;
  return due[part];
}

/** Completed ones among those whose day is over: `4 of 9 (44 %)`; null when there is none to judge. */
export function keptText(due: DueFigures): string | null {
  return shareText(dueNumber(due, 'done'), dueNumber(due, 'judged'));
}

/** Did we keep our promises? One sentence in pieces; `figure` shows a number and may lead to the items behind it. */
export function promisesAnswer<Piece>(
  due: DueFigures,
  figure: (n: number, part: DuePart) => Piece,
): readonly (string | Piece)[] {
  const numberOf = (part: DuePart) => figure(dueNumber(due, part), part);
  const judged = dueNumber(due, 'judged');
  const done = dueNumber(due, 'done');
  const are = due.pending === 1 ? 'is' : 'are';
  if (due.total === 0) return ['Nothing was due in this week.'];
  if (judged === 0) {
    const items = due.pending === 1 ? 'item' : 'items';
    return [numberOf('pending'), ` ${items} ${are} due in this week; no due day has passed yet.`];
  }
  return [
    numberOf('done'),
    ' of ',
    numberOf('judged'),
    ` ${judged === 1 ? 'item' : 'items'} due in this week ${done === 1 ? 'was' : 'were'} completed${percentNote(done, judged)}, `,
    numberOf('doneOnTime'),
    ` on time${percentNote(due.doneOnTime, judged)}.`,
    ...(due.pending === 0 ? [] : [' ', numberOf('pending'), ` more ${are} not due yet.`]),
  ];
}
