import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { flowParts, type FlowPart } from '../reports/item-selection.ts';
import { across, chart } from './charts/chart.ts';
import { columnsOf } from './charts/columns.ts';
import { straightPath, stretched } from './charts/line.ts';
import { meanNumber } from './charts/number-text.ts';
import { gridOf, placeOf, scaleOf } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { dayText } from './dates.ts';
import { numberLink } from './number-link.ts';
import { weekLink } from './trend-section.ts';
import { count, digits } from './wording.ts';

type FlowWeek = CompletionReport['weeks'][number];

const height = 292;

/** What was promised against what was finished, and what is left; null while there was nothing at all. */
export function backlogChart(report: CompletionReport): Html | null {
  const { weeks } = report;
  if (weeks.every(({ flow }) => flow.openAtStart + flow.created + flow.reopened === 0)) return null;
  const left = scaleOf(
    weeks.map(({ flow }) => flow.openAtEnd),
    28,
    112,
    3,
  );
  const came = scaleOf(
    weeks.map(({ flow }) => Math.max(flow.created + flow.reopened, flow.done + flow.dropped)),
    166,
    266,
    3,
  );
  return chart({
    finding: `${balanceSentence(weeks)} ${paceSentence(report)}`,
    height,
    drawing: html`<text x="0" y="12">Unfinished at the end of the week</text>
      ${gridOf(left)} ${openLine(weeks, left)}
      <text x="0" y="150">Promised and finished in the week</text>
      ${gridOf(came)} ${columnsOf(weeks.map(columnsOfWeek), came, false)}`,
    keys: [
      { tint: 'open', name: 'unfinished' },
      { tint: 'promised', name: 'created or reopened' },
      { tint: 'kept', name: 'done' },
      { tint: 'dropped', name: 'dropped' },
    ],
    numbers: numbers(report),
  });
}

function openLine(weeks: readonly FlowWeek[], scale: Parameters<typeof placeOf>[0]): Html {
  const points = weeks.map(({ flow }, index) => [(index + 0.5) / weeks.length, flow.openAtEnd] as const);
  return html`${stretched(height, 'line', straightPath(points, scale))}
  ${points.map(
    ([share, value]) =>
      html`<circle class="dot" cx="${across(share)}" cy="${placeOf(scale, value)}" r="3" />`,
  )}`;
}

function columnsOfWeek({ week, flow }: FlowWeek) {
  return {
    name: week.slice(-3),
    columns: [
      [{ tint: 'promised', value: flow.created + flow.reopened }],
      [
        { tint: 'kept', value: flow.done },
        { tint: 'dropped', value: flow.dropped },
      ],
    ],
  };
}

function balanceSentence(weeks: readonly FlowWeek[]): string {
  const sum = (field: 'created' | 'reopened' | 'done' | 'dropped') =>
    weeks.reduce((total, { flow }) => total + flow[field], 0);
  const came = sum('created') + sum('reopened');
  const went = sum('done') + sum('dropped');
  const change = came - went;
  const verdict =
    change === 0
      ? 'as many as before them'
      : `${digits(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than before them`;
  const open = weeks.at(-1)?.flow.openAtEnd ?? 0;
  const left = open === 0 ? 'nothing is' : count(open, 'is', 'are');
  return `In these twelve weeks ${count(came, 'item was', 'items were')} created or reopened and ${digits(went)} done or dropped: ${left} unfinished, ${verdict}.`;
}

/** Where it leads, or why nobody can say. */
function paceSentence({ pace, flow, timeZone }: CompletionReport): string {
  const { perWeek, low, high, clearedBy } = pace;
  if (flow.openAtEnd === 0) return '';
  if (low === null || high === null) {
    return 'Where that leads can be said after six whole weeks.';
  }
  if (perWeek === null) {
    return `Where that leads cannot be said: the weeks go up and down, on average by something between ${meanNumber(low)} and +${meanNumber(high)}.`;
  }
  if (perWeek === 0) return 'At this rate it stays as it is.';
  if (perWeek > 0) return `At this rate it grows by ${meanNumber(perWeek)} a week.`;
  const rate = `At this rate, ${meanNumber(-perWeek)} fewer a week,`;
  return clearedBy === null
    ? `${rate} clearing it takes more than a year.`
    : `${rate} it is cleared by ${dayText(clearedBy, timeZone)}.`;
}

const names: Readonly<Record<FlowPart, string>> = {
  openAtStart: 'Unfinished at start',
  created: 'Created',
  reopened: 'Reopened',
  done: 'Done',
  dropped: 'Dropped',
  openAtEnd: 'Unfinished at end',
};

function numbers(report: CompletionReport): Html {
  return dataTable(
    'Unfinished items over twelve weeks',
    [{ name: 'Week' }, ...flowParts.map((part) => ({ name: names[part], number: true }))],
    report.weeks.map(({ week, flow }) => [
      weekLink(report, week),
      ...flowParts.map((part) => numberLink(flow[part], { week, team: report.team, flow: part })),
    ]),
  );
}
