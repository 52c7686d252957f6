import { dayOf } from '../../lib/calendar.ts';
import type { ProgrammeReport } from '../programme-report.ts';
import { clipped, columns, section } from './columns.ts';
import { heading } from './heading.ts';
import { rateText, shareText, wholeText } from './share-text.ts';

/** The report for a terminal. */
export function programmeText(report: ProgrammeReport): string {
  const { qualifying } = report;
  const missing = report.missing.map((row) => [
    dayOf(row.endedAt, report.timeZone),
    row.incident,
    row.severity ?? 'n/a',
    clipped(row.title, 60),
  ]);
  const lines = [
    ...heading(`Postmortems, 13 weeks to ${report.week}`, report),
    '',
    ...columns([
      ['written', `${shareText(report.withPostmortem, qualifying)} of the incidents that need one`],
      [`within ${report.limitHours} hours`, rateText(report.withinLimit, qualifying)],
      ['half published after', wholeText(report.medianHoursToPublish, 'hour')],
    ]),
    ...(missing.length === 0 ? [] : section('Without a postmortem, oldest first', columns(missing))),
  ];
  return `${lines.join('\n')}\n`;
}
