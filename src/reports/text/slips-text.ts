import { dayOf } from '../../lib/calendar.ts';
import type { SlipsReport } from '../slips-report.ts';
import { clipped, columns, section } from './columns.ts';
import { heading, lastDayBefore } from './heading.ts';
import { wholeText } from './share-text.ts';

const right = new Set([1, 2]);
const names = ['', 'pushes', 'days'];

/** The report for a terminal. */
export function slipsText(report: SlipsReport): string {
  const { timeZone, pushes, days } = report;
  const span = `${dayOf(report.from, timeZone)} to ${lastDayBefore(report.to, timeZone)}`;
  const lines = [
    ...heading(`Slips of ${report.week}, ${span}`, report),
    '',
    pushes === 0
      ? 'no due date was pushed'
      : `due dates were pushed ${wholeText(pushes, 'time')}, ${wholeText(days, 'day')} in all`,
    ...(pushes === 0 ? [] : section('Pushes of the week', pushLines(report))),
    ...section(
      'Twelve weeks',
      columns([['week', ...names.slice(1)], ...report.weeks.map((each) => cells(each.week, each))], right),
    ),
    ...groupSection('Teams', report.byTeam, ({ team }) => team),
    ...groupSection('Services (an item of several counts in each)', report.byService, (row) => row.service),
  ];
  return `${lines.join('\n')}\n`;
}

function pushLines({ pushesInWeek, timeZone }: SlipsReport): string[] {
  return columns(
    pushesInWeek.map((push) => [
      dayOf(push.at, timeZone),
      push.key ?? push.id,
      `${push.from} to ${push.to}`,
      wholeText(push.days, 'day'),
      push.by ?? `by ${push.origin}`,
      clipped(push.text, 60),
    ]),
    new Set([3]),
  );
}

function groupSection<Row extends SlipsReport['byTeam'][number] | SlipsReport['byService'][number]>(
  title: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string | null,
): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((row) => {
    const sum = (field: 'pushes' | 'days') => row.weeks.reduce((total, each) => total + each[field], 0);
    const twelve = [sum('pushes'), sum('days')].map(String);
    return [...cells(nameOf(row) ?? 'n/a', row), ...twelve];
  });
  const head = [...names, 'pushes in 12 weeks', 'days in 12 weeks'];
  return section(title, columns([head, ...lines], new Set([1, 2, 3, 4])));
}

function cells(name: string, { pushes, days }: { readonly pushes: number; readonly days: number }): string[] {
  return [name, String(pushes), String(days)];
}
