import type { RepeatRow, RepeatsReport } from '../repeats-report.ts';
import { clipped, section } from './columns.ts';
import { heading } from './heading.ts';
import { percent, shareText, wholeText } from './share-text.ts';

/** The report for a terminal. */
export function repeatsText(report: RepeatsReport): string {
  const { fixHeld, verified, repeatsInWeek } = report;
  const lines = [
    ...heading(`Repeats, 13 weeks to ${report.week}`, report),
    '',
    `${report.repeats} of ${report.incidents} incidents repeat an earlier one`,
    `${report.preventable} of them while an action item of its line was unfinished`,
    ...section(
      'In this week',
      repeatsInWeek.length === 0 ? ['nothing came back'] : repeatsInWeek.flatMap(repeatLines),
    ),
    ...section(
      'Preventable, the latest first',
      report.preventableRepeats.length === 0 ? ['none'] : report.preventableRepeats.flatMap(repeatLines),
    ),
    ...section('Did the fix hold?', [
      `${shareText(fixHeld.held, fixHeld.cleared)} of the incidents with finished items did not come back within ${report.windowDays} days`,
      `tests of the fix: ${verified.held} held, ${verified.refuted} did not, ${verified.unverified} to verify, ${verified.waiting} waiting`,
    ]),
    ...(report.suggestions.length === 0
      ? []
      : section(
          'Perhaps repeats (confirm or reject)',
          report.suggestions.map(
            ({ incident, repeats, similarity, because }) =>
              `${incident} ~ ${repeats}  ${percent(similarity)} alike: ${clipped(because.join(', '), 80)}`,
          ),
        )),
  ];
  return `${lines.join('\n')}\n`;
}

function repeatLines(row: RepeatRow): string[] {
  const items = row.openItems.map(({ key, id, text, daysOpen, daysOverdue }) => {
    const overdue = daysOverdue ? `, ${wholeText(daysOverdue, 'day')} overdue` : '';
    return `  open then: ${key ?? id} ${clipped(text, 60)} (${wholeText(daysOpen, 'day')} open${overdue})`;
  });
  return [
    `${row.incident} repeats ${row.repeats} after ${wholeText(row.daysSince, 'day')} (${row.basis}): ${clipped(row.title, 60)}`,
    ...items,
  ];
}
