import { flagKinds } from '../../flags/flag.ts';
import { dayOf } from '../../lib/calendar.ts';
import type { ShareCompleted, TimeToComplete } from '../../metrics/time-to-complete.ts';
import type { CompletionReport } from '../completion-report.ts';
import type { GroupFigures } from '../group-figures.ts';
import { beforeFirstRecord } from '../first-record.ts';
import { clipped, columns, section } from './columns.ts';
import { flagWords } from './flag-words.ts';
import { heading, lastDayBefore } from './heading.ts';
import { fewerThan, percent, rateText, shareText, wholeText } from './share-text.ts';

/** The report for a terminal. */
export function completionText(report: CompletionReport): string {
  const { due, flow, timeZone } = report;
  const judged = due.total - due.pending;
  const days = `${dayOf(report.from, timeZone)} to ${lastDayBefore(report.to, timeZone)}`;
  const raised = flagKinds.filter((kind) => report.flags[kind] > 0);
  const none = beforeFirstRecord(report, (instant) => dayOf(instant, timeZone));
  const lines = [
    ...heading(`Completion of ${report.week}, ${days}`, report),
    ...(none === null ? [] : ['', none]),
    ...section(`Due in the week: ${due.total}`, [
      `completed ${shareText(due.doneOnTime + due.doneLate, judged)}, on time ${shareText(due.doneOnTime, judged)}`,
      `${due.doneOnTime} on time, ${due.doneLate} late, ${due.moved} moved, ${due.dropped} dropped, ${due.missed} missed, ${due.pending} pending`,
    ]),
    ...(report.dueItems.length > 0 ? dueItemLines(report) : []),
    ...section('Unfinished items', [
      `${flow.openAtStart} at the start + ${flow.created} created + ${flow.reopened} reopened`,
      `= ${flow.done} done + ${flow.dropped} dropped + ${flow.openAtEnd} at the end`,
      ...paceLines(report),
    ]),
    ...section('Unfinished items by how far their due date moved', slipLines(report)),
    ...section(
      'Flags',
      raised.length === 0
        ? ['none']
        : columns(
            raised.map((kind) => [String(report.flags[kind]), flagWords[kind]]),
            new Set([0]),
          ),
    ),
    ...section('Time to complete', timeLines(report.timeToComplete)),
    ...section('Twelve weeks', trendLines(report)),
    ...groupSection('Teams', report.byTeam, ({ team }) => team),
    ...groupSection('Services (an item of several counts in each)', report.byService, (row) => row.service),
    ...groupSection('Severities', report.bySeverity, ({ severity }) => severity),
    ...groupSection('Priorities', report.byPriority, ({ priority }) => priority),
    ...groupSection('Categories', report.byCategory, ({ category }) => category),
    ...revisedLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

const outcomeWords = {
  doneOnTime: 'on time',
  doneLate: 'late',
  dropped: 'dropped',
  moved: 'moved',
  missed: 'missed',
  pending: 'pending',
} as const;

function dueItemLines(report: CompletionReport): string[] {
  const rows = report.dueItems.map((item) => [
    item.baseline,
    outcomeWords[item.outcome],
    item.key ?? item.id,
    clipped(item.text, 60),
  ]);
  return columns(rows).map((line) => `    ${line}`);
}

/** Where the pile leads; nothing where nobody can say. */
function paceLines({ pace: { weeks, perWeek, clearedBy } }: CompletionReport): string[] {
  if (perWeek === null || perWeek === 0) return [];
  const rate = `at the rate of the last ${weeks} weeks`;
  if (perWeek > 0) return [`${rate} it grows by ${perWeek.toFixed(1)} a week`];
  return [
    clearedBy === null ? `${rate} clearing it takes more than a year` : `${rate} cleared by ${clearedBy}`,
  ];
}

function slipLines({ slips }: CompletionReport): string[] {
  const rows = slips
    .filter(({ items }) => items > 0)
    .map(({ from, to, items }) => {
      if (from === null) return [String(items), 'without a due date'];
      if (from === 0) return [String(items), 'not later than first promised'];
      return [String(items), to === null ? `more than ${from - 1} days` : `${from} to ${to} days`];
    });
  return rows.length === 0 ? ['none'] : columns(rows, new Set([0]));
}

function timeLines(time: TimeToComplete): string[] {
  const shares = (['30', '60', '90'] as const).map((days) => [
    `within ${days} days`,
    shareWithInterval(time.within[days]),
  ]);
  const counts = `${time.n} items of the last 365 days: ${time.completed} completed, ${time.censored} still open or dropped`;
  if (time.n < fewerThan) return [counts];
  return [
    counts,
    ...columns([
      ['half completed after', wholeText(time.medianDays, 'day')],
      ['nine in ten after', wholeText(time.p90Days, 'day')],
      ...shares,
    ]),
  ];
}

function shareWithInterval({ estimate, low, high }: ShareCompleted): string {
  if (low === null || high === null) return percent(estimate);
  return `${percent(estimate)} (95 %: ${percent(low)} to ${percent(high)})`;
}

function trendLines(report: CompletionReport): string[] {
  const rows = report.trend.map(({ week, total, rate, onTimeRate }) => {
    const judged = week === report.week ? total - report.due.pending : total;
    return [week, String(total), rateText(rate, judged), rateText(onTimeRate, judged)];
  });
  return columns([['week', 'due', 'completed', 'on time'], ...rows], new Set([1, 2, 3]));
}

function groupSection<Row extends GroupFigures>(
  title: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string | null,
): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => {
    const { due, flow, flags } = row;
    const judged = due.total - due.pending;
    return [
      nameOf(row) ?? 'n/a',
      String(due.total),
      shareText(due.doneOnTime + due.doneLate, judged),
      shareText(due.doneOnTime, judged),
      String(flow.openAtEnd),
      String(flags.overdue),
      String(flags.slipping),
    ];
  });
  const names = ['', 'due', 'completed', 'on time', 'unfinished', 'overdue', 'slipping'];
  return section(title, columns([names, ...cells], new Set([1, 2, 3, 4, 5, 6])));
}

function revisedLines({ revised, week }: CompletionReport): string[] {
  if (!revised) return [];
  const ids = revised.itemIds.join(', ');
  return ['', `Revised: more than a day after ${week} something was learnt about ${ids}.`];
}
