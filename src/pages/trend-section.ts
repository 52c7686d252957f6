import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { DuePart } from '../reports/item-selection.ts';
import { reportAddress } from './addresses.ts';
import { chart } from './charts/chart.ts';
import { columnsOf } from './charts/columns.ts';
import { gridOf, scaleOf } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { shareLinks } from './number-link.ts';
import { count, digits, percentNote, shareText } from './wording.ts';

interface TrendBar {
  readonly week: string;
  readonly judged: number;
  readonly kept: number;
  readonly onTime: number;
}

/** Twelve weeks of promises as a picture and as a table; a week in which nothing was due stays empty in both. */
export function trendSection(report: CompletionReport): Html {
  const bars = report.trend.map((point) => trendBar(report, point));
  return html`<section>
    <h2>Twelve weeks</h2>
    ${
      bars.every(({ judged }) => judged === 0)
        ? html`<p>Nothing was due in these twelve weeks.</p>`
        : trendChart(report, bars)
    }
  </section>`;
}

/** Weeks before the report's own have nothing pending, so their counts follow from total and rates. */
function trendBar(report: CompletionReport, point: CompletionReport['trend'][number]): TrendBar {
  const judged = point.week === report.week ? report.due.total - report.due.pending : point.total;
  const kept = Math.round((point.rate ?? 0) * judged);
  return { week: point.week, judged, kept, onTime: Math.round((point.onTimeRate ?? 0) * judged) };
}

function trendChart(report: CompletionReport, bars: readonly TrendBar[]): Html {
  const scale = scaleOf(
    bars.map(({ judged }) => judged),
    14,
    170,
  );
  const groups = bars.map((bar) => ({
    name: bar.week.slice(-3),
    columns: [
      [
        { tint: 'kept', value: bar.onTime },
        { tint: 'late', value: bar.kept - bar.onTime },
        { tint: 'pending', value: bar.judged - bar.kept },
      ],
    ],
  }));
  return chart({
    finding: trendFinding(bars),
    height: 196,
    drawing: html`${gridOf(scale)} ${columnsOf(groups, scale, false)}`,
    keys: [
      { tint: 'kept', name: 'done on time' },
      { tint: 'late', name: 'done late' },
      { tint: 'pending', name: 'due, not done' },
    ],
    numbers: dataTable(
      'Items due per week, and how many of them were completed',
      [{ name: 'Week' }, { name: 'Completed', number: true }, { name: 'On time', number: true }],
      bars.map(({ week, judged, kept, onTime }) => {
        const behind = (due: DuePart) => ({ week, team: report.team, due });
        const whole = [judged, behind('judged')] as const;
        return [
          weekLink(report, week),
          shareLinks([kept, behind('done')], whole),
          shareLinks([onTime, behind('doneOnTime')], whole),
        ];
      }),
    ),
  });
}

/** A week as the link to its own report. */
export function weekLink(report: Pick<CompletionReport, 'team'>, week: string): Html {
  return html`<a class="nowrap" href="${reportAddress('completion', { week, team: report.team })}"
    >${week}</a
  >`;
}

function trendFinding(bars: readonly TrendBar[]): string {
  const sum = (field: 'judged' | 'kept' | 'onTime', those: readonly TrendBar[]) =>
    those.reduce((total, bar) => total + bar[field], 0);
  const [judged, kept, onTime] = [sum('judged', bars), sum('kept', bars), sum('onTime', bars)];
  const half = (those: readonly TrendBar[]) => shareText(sum('kept', those), sum('judged', those));
  const [before, lately] = [half(bars.slice(0, -6)), half(bars.slice(-6))];
  const change = before && lately ? ` In the last six weeks ${lately}, in the six before ${before}.` : '';
  return `Of ${count(judged, 'item')} due in these twelve weeks ${digits(kept)} ${kept === 1 ? 'was' : 'were'} completed${percentNote(kept, judged)}, ${digits(onTime)} on time${percentNote(onTime, judged)}.${change}`;
}
